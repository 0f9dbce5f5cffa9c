import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followToken } from '../central/contract/queue.ts';
import { type Ledger, openLedger } from './ledger/ledger.ts';
import { createQueueDesk, type QueueDesk } from './queue-desk.ts';
import { given, LEASE, OFFER, ScriptedQueue, TOKEN } from './testing/scripted-queue.ts';

const FOLLOW = 'https://zentrale.example/follow/';
/** Ten o'clock in the branch. */
const TEN = Date.parse('2026-11-23T09:00:00.000Z');
const HOUR = 60 * 60_000;
const WISH = { serviceId: 'identity-card' };
const UNREACHABLE = { kind: 'unreachable' } as const;

let folder: string;
let ledger: Ledger;
let queue: ScriptedQueue;
let desk: QueueDesk;
let now: number;
let transaction: string;
let logged: string[];

const open = (): void => {
  ledger = openLedger({ file: join(folder, 'ledger.sqlite'), now: () => now });
  desk = createQueueDesk({
    ...{ system: queue, followPage: FOLLOW, ledger, timeZone: 'Europe/Berlin' },
    currentId: () => transaction,
    now: () => now,
    log: (name) => logged.push(name),
    onLeasedNumberGiven: () => logged.push('woken'),
  });
};
const begin = (id: string): void => {
  transaction = id;
  ledger.open({ id, service: 'take-ticket' });
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-queue-'));
  queue = new ScriptedQueue();
  now = TEN;
  logged = [];
  open();
  begin('T1');
});
afterEach(() => {
  ledger.shut();
  rmSync(folder, { recursive: true, force: true });
});

describe('with the queue system there', () => {
  it('offers what it says, and remembers it', async () => {
    const { offer } = await readOffer();
    expect(offer.reading).toBe('live');
    expect(offer.services['identity-card']).toEqual({
      ...{ id: 'identity-card', open: { kind: 'open', closesAt: '12:00' }, ticketsLeft: 3 },
      ...{ waiting: 4, wait: { fromMinutes: 10, toMinutes: 20 }, place: 'Wartebereich 1' },
    });
    expect(ledger.offers.remembered()?.offer).toEqual(OFFER);
  });

  it('gives its ticket, with the page for a phone and the words of the branch', async () => {
    await desk.readOffer();
    expect(await desk.takeTicket(WISH)).toEqual({
      kind: 'given',
      ticket: {
        ...{ number: 'A017', serviceId: 'identity-card', place: 'Wartebereich 1' },
        ...{ wait: { fromMinutes: 10, toMinutes: 20 }, appointmentAt: null },
        followUrl: `${FOLLOW}#${TOKEN}`,
        slipText: 'Bitte Lichtbild bereithalten.',
      },
    });
  });

  it('makes one ticket of two taps, however slow the network (it-at-m/eappointment #420)', async () => {
    const both = await Promise.all([desk.takeTicket(WISH), desk.takeTicket(WISH)]);
    expect(both[0]).toEqual(both[1]);
    expect(await desk.takeTicket(WISH)).toEqual(both[0]);
    expect(queue.asked.ticket).toHaveLength(1);
  });

  it('asks for what was not given again under the same id, and for another visitor anew', async () => {
    queue.ticket = () => ({ kind: 'answered', body: { kind: 'no-tickets-left' } });
    expect(await desk.takeTicket(WISH)).toEqual({ kind: 'no-tickets-left' });
    queue.ticket = () => ({ kind: 'answered', body: given('A017') });
    expect(await desk.takeTicket(WISH)).toMatchObject({ kind: 'given' });
    begin('T2');
    await desk.takeTicket(WISH);
    const [first, second, third] = queue.asked.ticket;
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it.each([
    ['it', { kind: 'not-admitted' }],
    ['staff', { kind: 'not-open', open: { kind: 'closed' } }],
    ['nobody', { kind: 'not-open', open: { kind: 'closed' } }],
  ] as const)('is told no where %s must mend a refusal', async (mendedBy, expected) => {
    ledger.leases.add([LEASE]);
    queue.ticket = () => ({ kind: 'refused', code: 'any', mendedBy });
    expect(await desk.takeTicket(WISH)).toEqual(expected);
  });

  it('keeps no code of an appointment, and one id for each', async () => {
    queue.checkedIn = () => ({ kind: 'answered', body: { kind: 'unknown-code' } });
    expect(await desk.checkIn({ code: 'K7MR4W2P' })).toEqual({ kind: 'unknown-code' });
    queue.checkedIn = () => UNREACHABLE;
    expect(await desk.checkIn({ code: 'K7MR4W2Q' })).toEqual(UNREACHABLE);
    queue.checkedIn = () => ({ kind: 'answered', body: given('A018') });
    expect(await desk.checkIn({ code: 'K7MR4W2Q' })).toMatchObject({ kind: 'given' });
    const [wrong, lost, again] = queue.asked.checkIn;
    expect(lost).not.toBe(wrong);
    expect(again).toBe(lost);
  });

  it('does not check in again where nobody knows whether it was done', async () => {
    queue.checkedIn = () => ({ kind: 'unknown' });
    await desk.checkIn({ code: 'K7MR4W2P' });
    expect(await desk.checkIn({ code: 'K7MR4W2P' })).toEqual(UNREACHABLE);
    expect(queue.asked.checkIn).toHaveLength(1);
  });
});

describe('with the queue system away', () => {
  beforeEach(async () => {
    await desk.readOffer();
    queue.offer = UNREACHABLE;
    queue.ticket = () => UNREACHABLE;
    ledger.leases.add([LEASE]);
  });

  it('gives a number it holds under the id it had asked with, and has it reported', async () => {
    const outcome = await desk.takeTicket(WISH);
    expect(outcome).toMatchObject({ kind: 'given', ticket: { number: 'A041', wait: null } });
    const [ticket] = ledger.tickets.unreported(10);
    expect(ticket).toMatchObject({ id: queue.asked.ticket[0], leaseId: LEASE.id, number: 41 });
    expect(followToken.parse(ticket?.followToken)).toBe(ticket?.followToken);
    expect(outcome).toMatchObject({ ticket: { followUrl: `${FOLLOW}#${ticket?.followToken}` } });
    expect(logged).toEqual(['ticket.from-lease', 'woken']);
  });

  it('never asks again where nobody knows whether a ticket was given', async () => {
    queue.ticket = () => ({ kind: 'unknown' });
    ledger.leases.keepOnly([]);
    expect(await desk.takeTicket(WISH)).toEqual(UNREACHABLE);
    ledger.leases.add([{ ...LEASE, id: TOKEN }]);
    expect(await desk.takeTicket(WISH)).toMatchObject({ kind: 'given' });
    expect(queue.asked.ticket).toHaveLength(1);
  });

  it('gives each number once, also after a power cut, and says when there is none left', async () => {
    const numbers = [];
    for (const id of ['T2', 'T3', 'T4']) {
      ledger.shut();
      open();
      begin(id);
      numbers.push(await desk.takeTicket(WISH));
    }
    expect(numbers).toMatchObject([
      { ticket: { number: 'A041' } },
      { ticket: { number: 'A042' } },
      UNREACHABLE,
    ]);
    expect(logged).toContain('ticket.no-number');
  });

  it('starts in the morning with the offer it remembers (it-at-m/eappointment #498)', async () => {
    ledger.shut();
    now = Date.parse('2026-11-25T12:30:00.000Z');
    open();
    expect((await readOffer()).offer).toEqual({
      reading: 'remembered',
      services: {
        'identity-card': {
          ...{ id: 'identity-card', open: { kind: 'not-yet', opensAt: '14:00' } },
          ...{ ticketsLeft: null, waiting: 4, wait: null, place: 'Wartebereich 1' },
        },
      },
    });
    now += HOUR;
    expect(openNow((await readOffer()).offer)).toEqual({ kind: 'open', closesAt: '18:00' });
    begin('T2');
    expect(await desk.takeTicket(WISH)).toMatchObject({ kind: 'given' });
  });

  it.each([
    ['an hour before closing', '2026-11-23T10:00:00.000Z', { kind: 'open', closesAt: '12:00' }],
    ['after closing', '2026-11-23T11:00:00.000Z', { kind: 'closed' }],
    ['on a day without hours', '2026-11-24T09:00:00.000Z', { kind: 'closed' }],
    ['on a day nobody told it of', '2027-02-01T09:00:00.000Z', { kind: 'closed' }],
  ])('is open as the hours say %s', async (_, at, expected) => {
    now = Date.parse(at);
    expect(openNow((await readOffer()).offer)).toEqual(expected);
    const outcome = await desk.takeTicket(WISH);
    expect(outcome).toMatchObject(
      expected.kind === 'open' ? { kind: 'given' } : { open: expected },
    );
  });

  it('counts what it gives itself against the limit of the day', async () => {
    await desk.takeTicket(WISH);
    const { offer } = await readOffer();
    expect(offer.services['identity-card']?.ticketsLeft).toBe(2);
  });

  it('does not offer what staff have switched off, on the next day either', async () => {
    const [service] = OFFER.services;
    if (!service) throw new Error('the offer has a service');
    ledger.offers.remember({
      ...OFFER,
      services: [{ ...service, open: { kind: 'switched-off', text: null } }],
    });
    now = Date.parse('2026-11-25T14:00:00.000Z');
    expect(await desk.takeTicket(WISH)).toEqual({
      ...{ kind: 'not-open', open: { kind: 'switched-off', text: null } },
    });
  });

  it('knows nothing where it never knew anything', async () => {
    ledger.shut();
    rmSync(join(folder, 'ledger.sqlite'));
    open();
    begin('T2');
    expect(await desk.readOffer()).toEqual(UNREACHABLE);
    expect(await desk.takeTicket(WISH)).toEqual(UNREACHABLE);
  });
});

describe('after a power cut', () => {
  const restart = (): void => {
    ledger.shut();
    open();
  };
  const needs = () => ledger.pendingNotices().map(({ need }) => need);

  it('between the ledger and the paper, staff are told the number', async () => {
    await desk.takeTicket(WISH);
    restart();
    expect(needs()).toEqual([{ kind: 'ticket-in-doubt', transactionId: 'T1', number: 'A017' }]);
    expect(ledger.interrupted).toMatchObject([{ transactionId: 'T1' }]);
    restart();
    expect(needs()).toHaveLength(1);
  });

  it('while the queue system was asked, staff are told that there may be a ticket', async () => {
    queue.ticket = () => {
      restart();
      throw new Error('the power is off');
    };
    await expect(desk.takeTicket(WISH)).rejects.toThrow();
    expect(needs()).toEqual([{ kind: 'ticket-in-doubt', transactionId: 'T1', number: null }]);
  });

  it.each(['printed', 'probably-printed', 'failed', 'unknown'] as const)(
    'after the paper was %s, nobody is',
    async (outcome) => {
      await desk.takeTicket(WISH);
      desk.notePaper(outcome);
      ledger.close('T1', { result: 'ticket-given', ticket: false });
      restart();
      expect(needs()).toEqual([]);
    },
  );
});

async function readOffer() {
  const outcome = await desk.readOffer();
  if (outcome.kind !== 'read') throw new Error(`the offer is ${outcome.kind}`);
  return outcome;
}

function openNow({ services }: Awaited<ReturnType<typeof readOffer>>['offer']) {
  return services['identity-card']?.open;
}
