import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { NumberLease, QueueEntry } from '../../../../central/contract/queue.ts';
import type { CallingStation, QueueSystem } from '../queue-system.ts';
import { bodyOf } from './body-of.ts';

/** A queue system, filled, and whoever else works with it. */
export interface QueueUnderTest {
  /** As a terminal of the branch has it. */
  readonly system: QueueSystem;
  /** As a terminal has it whose line is cut. */
  readonly cutOff: QueueSystem;
  /** Two services that other counters call. */
  readonly services: readonly [string, string];
  /** Two counters of the first service, and one of the second. */
  readonly counters: readonly [CallingStation, CallingStation, CallingStation];
  /** An appointment for the first service. @returns its code */
  book(inMinutes: number): Promise<string>;
  /** Staff decide whether kiosks give tickets for the first service. */
  issue(issues: boolean): Promise<void>;
  /** The first service has as many tickets left today; null: no limit. */
  limit(left: 0 | null): Promise<void>;
  pass(minutes: number): void;
  close(): Promise<void>;
}

/** For a call that is pushed, on a machine that has much to do. */
const PUSHED = { timeout: 20_000 };
/** As our central system and ZMS give them out. */
const NOBODYS_CODES = ['K7MR4W2P', '100005-52ec'];

/** What every adapter of a queue system keeps. */
export function keepsTheQueue(name: string, open: () => Promise<QueueUnderTest>): void {
  describe(`${name}, as every queue system`, () => {
    let opened: QueueUnderTest;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    afterEach(async () => {
      for (const counter of opened.counters) await serveAll(counter);
    });
    const under = (): QueueUnderTest => opened;
    givesTickets(under);
    checksIn(under);
    calls(under);
    worksWithoutNetwork(under);
  });
}

type Under = () => QueueUnderTest;

async function take({ system, services }: QueueUnderTest, place: 0 | 1 = 0): Promise<QueueEntry> {
  const given = bodyOf(await system.giveTicket({ id: randomUUID(), serviceId: services[place] }));
  if (given.kind !== 'given') throw new Error(given.kind);
  return given.entry;
}

async function callNext(counter: CallingStation): Promise<QueueEntry> {
  const next = bodyOf(await counter.next());
  if (next.kind !== 'called') throw new Error(next.kind);
  return next.entry;
}

/** Until nobody waits. */
async function serveAll(counter: CallingStation): Promise<void> {
  for (;;) {
    const next = bodyOf(await counter.next());
    if (next.kind === 'nobody') return;
    if (next.entry.state !== 'serving') await counter.step(next.entry.id, { kind: 'serve' });
    bodyOf(await counter.step(next.entry.id, { kind: 'finish' }));
  }
}

function givesTickets(under: Under): void {
  it('offers what is open, and how many wait', async () => {
    const { system, services, pass } = under();
    await take(under());
    pass(1);
    const offer = bodyOf(await system.readOffer());
    expect(offer.services.map(({ id }) => id)).toEqual(expect.arrayContaining([...services]));
    const [first] = offer.services;
    expect(first).toMatchObject({ open: { kind: 'open' }, waiting: 1 });
    expect(first?.hours[0]?.day).toBe(offer.day);
    const { fromMinutes = -1, toMinutes = -1 } = first?.wait ?? {};
    expect(fromMinutes).toBeGreaterThanOrEqual(0);
    expect(toMinutes).toBeGreaterThanOrEqual(fromMinutes);
  });

  it('gives a ticket that a counter calls', async () => {
    const { counters, services } = under();
    const given = await take(under());
    expect(given).toMatchObject({ state: 'waiting', kind: 'walk-in', serviceId: services[0] });
    expect(await callNext(counters[0])).toMatchObject({ ticket: given.ticket, calls: 1 });
  });

  it('gives one ticket to one wish: a double tap, a slow network, a reload (it-at-m/eappointment #420, #659, #933, #2206)', async () => {
    const { system, services, counters } = under();
    const wish = { id: randomUUID(), serviceId: services[0] };
    const taps = await Promise.all([system.giveTicket(wish), system.giveTicket(wish)]);
    const later = await system.giveTicket(wish);
    const tickets = [...taps, later].map((asked) => {
      const given = bodyOf(asked);
      return given.kind === 'given' ? given.entry.ticket : given.kind;
    });
    expect(new Set(tickets).size).toBe(1);
    await callNext(counters[0]);
    expect(bodyOf(await counters[1].next())).toEqual({ kind: 'nobody' });
  });

  it('gives none while staff have switched that off', async () => {
    const { system, services, issue } = under();
    await issue(false);
    const open = { kind: 'switched-off', text: 'Heute keine Nummern mehr' };
    const asked = await system.giveTicket({ id: randomUUID(), serviceId: services[0] });
    const [offered] = bodyOf(await system.readOffer()).services;
    await issue(true);
    expect(bodyOf(asked)).toEqual({ kind: 'not-open', open });
    expect(offered?.open).toEqual(open);
  });

  it('gives none once they are used up for the day', async () => {
    const { system, services, limit } = under();
    await take(under());
    await limit(0);
    const asked = await system.giveTicket({ id: randomUUID(), serviceId: services[0] });
    const [offered] = bodyOf(await system.readOffer()).services;
    await limit(null);
    expect(bodyOf(asked)).toEqual({ kind: 'no-tickets-left' });
    expect(offered?.ticketsLeft).toBe(0);
  });
}

function checksIn(under: Under): void {
  it('puts an appointment into the queue, under the same number as often as it is asked', async () => {
    const { system, counters, book } = under();
    const code = await book(0);
    const given = bodyOf(await system.checkIn({ id: randomUUID(), code }));
    const again = bodyOf(await system.checkIn({ id: randomUUID(), code }));
    if (given.kind !== 'given' || again.kind !== 'given') throw new Error(given.kind);
    expect(given.entry).toMatchObject({ kind: 'appointment', state: 'waiting' });
    expect(again.entry.ticket).toBe(given.entry.ticket);
    expect((await callNext(counters[0])).ticket).toBe(given.entry.ticket);
  });

  it('knows no code that is nobody’s, and none of another day', async () => {
    const { system, book } = under();
    for (const code of NOBODYS_CODES) {
      const unknown = await system.checkIn({ id: randomUUID(), code });
      expect(bodyOf(unknown)).toEqual({ kind: 'unknown-code' });
    }
    const code = await book(3 * 24 * 60);
    expect(bodyOf(await system.checkIn({ id: randomUUID(), code }))).toMatchObject({
      kind: 'too-early',
    });
  });
}

function calls(under: Under): void {
  it('gives two clerks who press at once two people, and each the same until served', async () => {
    const [one, other] = under().counters;
    const waiting = [await take(under()), await take(under())];
    const called = await Promise.all([callNext(one), callNext(other)]);
    expect(called.map(({ ticket }) => ticket).sort()).toEqual(
      waiting.map(({ ticket }) => ticket).sort(),
    );
    expect(bodyOf(await one.next())).toMatchObject({
      kind: 'in-hand',
      entry: { ticket: called[0]?.ticket },
    });
  });

  it('shows a repeated call of a number that is still shown (it-at-m/eappointment #2138, #2249)', async () => {
    const { system, counters, pass } = under();
    await take(under());
    const { id, ticket } = await callNext(counters[0]);
    const shown = async () =>
      bodyOf(await system.readCalled()).find((each) => each.ticket === ticket && each.isCalling);
    const first = await vi.waitFor(async () => {
      const called = await shown();
      expect(called).toMatchObject({ calls: 1, counter: 'Schalter 1' });
      return called;
    }, PUSHED);
    pass(1);
    bodyOf(await counters[0].step(id, { kind: 'recall' }));
    await vi.waitFor(async () => expect(await shown()).toMatchObject({ calls: 2 }), PUSHED);
    const again = await shown();
    expect(Date.parse(again?.calledAt ?? '')).toBeGreaterThan(Date.parse(first?.calledAt ?? ''));
    expect(again?.counterId).toBe(first?.counterId);
  });

  it('forwards somebody with number and fair place (it-at-m/eappointment #2834, #3081)', async () => {
    const { counters, services, pass } = under();
    const early = await take(under());
    pass(1);
    const late = await take(under(), 1);
    pass(1);
    const { id } = await callNext(counters[0]);
    const step = { kind: 'forward', serviceId: services[1], note: 'Foto fehlt' } as const;
    const forwarded = bodyOf(await counters[0].step(id, step));
    expect(forwarded).toMatchObject({
      ...{ ticket: early.ticket, queuedAt: early.queuedAt, state: 'waiting' },
      ...{ serviceId: services[1], note: 'Foto fehlt' },
    });
    const next = await callNext(counters[2]);
    expect(next).toMatchObject({ ticket: early.ticket, note: 'Foto fehlt' });
    await counters[2].step(next.id, { kind: 'serve' });
    await counters[2].step(next.id, { kind: 'finish' });
    expect((await callNext(counters[2])).ticket).toBe(late.ticket);
  });

  it('parks, misses and takes back', async () => {
    const [counter, other] = under().counters;
    const { ticket } = await take(under());
    const called = await callNext(counter);
    const parked = bodyOf(await counter.step(called.id, { kind: 'park', note: 'Foto' }));
    expect(parked).toMatchObject({ state: 'parked', note: 'Foto', ticket });
    expect(bodyOf(await counter.next())).toEqual({ kind: 'nobody' });
    const back = bodyOf(await other.step(parked.id, { kind: 'return' }));
    expect(back).toMatchObject({ state: 'waiting', ticket });
    const again = await callNext(other);
    const missed = bodyOf(await other.step(again.id, { kind: 'miss' }));
    expect(missed).toMatchObject({ state: 'missed', ticket });
    const recovered = bodyOf(await counter.step(missed.id, { kind: 'call' }));
    expect(recovered).toMatchObject({ state: 'called', ticket });
    expect(bodyOf(await counter.step(recovered.id, { kind: 'cancel' })).state).toBe('cancelled');
    expect(bodyOf(await counter.next())).toEqual({ kind: 'nobody' });
  });

  it('calls whom staff prefer before those who came earlier', async () => {
    const { counters, pass } = under();
    await take(under());
    pass(1);
    const late = await take(under());
    bodyOf(await counters[0].step(late.id, { kind: 'prefer', preferred: true }));
    expect(await callNext(counters[0])).toMatchObject({ ticket: late.ticket, preferred: true });
  });
}

function worksWithoutNetwork(under: Under): void {
  const ledgerId = randomUUID();
  const wish = async (...ids: string[]): Promise<readonly NumberLease[]> => {
    const { system, services } = under();
    const wishes = ids.map((id) => ({ id, serviceId: services[0] }));
    return bodyOf(await system.keepLeases({ ledgerId, wishes, returned: [] })).leases;
  };

  it('leases numbers to one wish once, and to no two the same', async () => {
    const ids = [randomUUID(), randomUUID()];
    const leases = await wish(...ids);
    expect(leases.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(await wish(...ids)).toEqual(leases);
    const numbers = leases.flatMap(({ prefix, firstNumber, lastNumber }) =>
      Array.from(
        { length: lastNumber - firstNumber + 1 },
        (_, at) => `${prefix}${firstNumber + at}`,
      ),
    );
    expect(new Set(numbers).size).toBe(numbers.length);
    const { system } = under();
    const returned = bodyOf(await system.keepLeases({ ledgerId, wishes: [], returned: ids }));
    expect(returned.returned).toEqual(ids);
  });

  it('enters a ticket that was given without it once, however often it is sent', async () => {
    const { system, counters, pass } = under();
    const [lease] = await wish(randomUUID());
    if (!lease) throw new Error('no numbers');
    const given = await take(under());
    pass(30);
    const ticket = {
      ...{ id: randomUUID(), leaseId: lease.id, number: lease.firstNumber, at: given.queuedAt },
      followToken: 'AAAAAAAAAAAAAAAAAAAAAA',
    };
    const stored = { stored: [ticket.id], refused: [] };
    expect(bodyOf(await system.enterOfflineTickets([ticket]))).toEqual(stored);
    expect(bodyOf(await system.enterOfflineTickets([ticket]))).toEqual(stored);
    const both = [await callNext(counters[0]), await callNext(counters[1])];
    const number = `${lease.prefix}${String(lease.firstNumber).padStart(lease.digits, '0')}`;
    expect(both.map((each) => each.ticket).sort()).toEqual([given.ticket, number].sort());
    expect(both.map(({ queuedAt }) => queuedAt)).toEqual([given.queuedAt, given.queuedAt]);
    await counters[0].step(both[0]?.id ?? '', { kind: 'serve' });
    await counters[0].step(both[0]?.id ?? '', { kind: 'finish' });
    expect(bodyOf(await counters[0].next())).toEqual({ kind: 'nobody' });
  });

  it('says that nothing was done where it cannot be reached', async () => {
    const { cutOff, services, book } = under();
    const id = randomUUID();
    const answers = await Promise.all([
      cutOff.readOffer(),
      cutOff.giveTicket({ id, serviceId: services[0] }),
      cutOff.checkIn({ id, code: await book(0) }),
      cutOff.readCalled(),
    ]);
    expect(answers).toEqual(answers.map(() => ({ kind: 'unreachable' })));
  });
}
