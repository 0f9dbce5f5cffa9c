import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KioskEvent } from '../../central/contract/kiosk.ts';
import type { Errand, Terms, UseRight } from '../../devices/eid/cli-authority.ts';
import { systemClock } from '../../devices/kit/clock.ts';
import type { PinState, ReadStateOutcome } from '../../state-machines/ports/card.ts';
import type { Approval, OpenRequestOutcome } from '../../state-machines/ports/fast-lane.ts';
import { type Ledger, openLedger } from '../ledger/ledger.ts';
import { type Central, NO_CENTRAL } from '../sync/central.ts';
import { type FastLaneParts, withFastLane } from './approved-errand.ts';

const TERMS: Terms = {
  passiveAuthentication: { mode: 'warn', documentSigners: [], countryCertificates: [] },
  today: new Date('2026-11-23T12:00:00Z'),
};
const BLOCKED: PinState = { kind: 'blocked', triesLeft: 0 };
const LENT = { kind: 'ok', activated: false, documentType: 'ID', notChecked: [] } as const;
const opened = (approval: Approval): OpenRequestOutcome => ({
  kind: 'opened',
  callSign: 'F12',
  approval,
});

let folder: string;
let ledger: Ledger;
let told: string[];
/** As the central system has them. */
let events: KioskEvent[];
let opening: OpenRequestOutcome;
let calls: string[];
let onWaiting: () => unknown;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-desk-'));
  ledger = openLedger({ file: join(folder, 'l.sqlite'), now: Date.now, reportsTo: 'central' });
  told = [];
  events = [];
  calls = [];
  onWaiting = () => {};
  opening = opened({ kind: 'approved' });
});
afterEach(() => {
  ledger.shut();
  rmSync(folder, { recursive: true, force: true });
});

const central: Central = {
  ...NO_CENTRAL,
  async open(transactionId, { service, pinState }) {
    calls.push(`open ${service} ${pinState}`);
    ledger.requestOf(transactionId);
    return opening;
  },
  watch: () => () => {},
  borrow: (today) => ({
    transactionId: ledgerId(),
    right: { authority: NEVER_ASKED, rights: ['read-dg1'], ...TERMS, today, minimumAge: 16 },
  }),
  forget: () => calls.push('forget'),
  wake() {
    const waiting = ledger.outbox.waiting(100);
    events.push(...waiting);
    ledger.outbox.acknowledge(waiting.map(({ id }) => id));
  },
  stop: () => calls.push('stop'),
};
const NEVER_ASKED = {
  chainFor: () => Promise.reject(new Error('asked for a chain')),
  sign: () => Promise.reject(new Error('asked for a signature')),
};

let openTransaction = '';
const ledgerId = (): string => openTransaction;

function run(command: string, state: ReadStateOutcome, use: UseRight) {
  const parts: FastLaneParts = {
    ledger: {
      ...ledger,
      open(transaction) {
        openTransaction = transaction.id;
        ledger.open(transaction);
      },
    },
    log: () => {},
    connect: () => central,
    clock: systemClock,
    tell: (sentence) => told.push(sentence),
  };
  const errand: Errand = {
    command,
    terms: TERMS,
    terminal: {
      readState: async () => state,
      watch(listener) {
        listener('card');
        onWaiting();
        return () => {};
      },
    },
  };
  return withFastLane(parts, errand, use);
}

describe('a command in the fast lane', () => {
  it('runs under the right that was approved, written down, and reports', async () => {
    const outcome = await run('reset-pin', BLOCKED, async ({ rights, minimumAge }, task) => {
      expect({ rights, minimumAge }).toEqual({ rights: ['read-dg1'], minimumAge: 16 });
      task?.journal?.begun('reset-retry-counter');
      task?.journal?.ended('reset-retry-counter', 'answered');
      return LENT;
    });
    expect(outcome).toEqual(LENT);
    expect(calls).toEqual(['open reset-pin blocked', 'forget', 'stop']);
    expect(told).toEqual([
      expect.stringMatching(/^Request F12: wait .*Ctrl-C/),
      expect.stringMatching(/^Approved/),
    ]);
    expect(ledger.facts(ledgerId()).map(({ kind }) => kind)).toEqual([
      'step-begun',
      'step-ended',
      'card-told',
    ]);
    expect(events).toMatchObject([
      { kind: 'card-told', documentType: 'ID' },
      { kind: 'transaction-closed', service: 'reset-pin', result: 'pin-set', ticket: false },
    ]);
    expect(process.listenerCount('SIGHUP')).toBe(0);
  });

  it.each([
    ['activate-eid', BLOCKED],
    ['activate-eid', { kind: 'operational', triesLeft: 3 }],
    ['reset-pin', { kind: 'deactivated' }],
  ] as const)('%s asks nobody where the PIN is %o', async (command, state) => {
    await run(command, state, async ({ authority, rights }) => {
      expect(rights).toEqual([]);
      expect(await authority.chainFor([])).toMatchObject({ kind: 'refused' });
      return { kind: 'ok' };
    });
    expect(calls).toEqual([]);
    expect(events).toEqual([]);
  });

  it('asks nobody for a card that cannot be read', async () => {
    const outcome = await run('reset-pin', { kind: 'not-an-id-card' }, NEVER_USED);
    expect(outcome).toEqual({ kind: 'not-an-id-card' });
    expect(calls).toEqual([]);
  });

  it.each<[OpenRequestOutcome, object, string[]]>([
    [
      opened({ kind: 'refused', reason: 'card-of-another' }),
      { kind: 'right-refused', reason: 'card-of-another', callSign: 'F12' },
      ['transaction-closed refused-card-of-another true'],
    ],
    [
      opened({ kind: 'unanswered' }),
      { kind: 'right-refused', reason: 'unanswered', callSign: 'F12' },
      ['transaction-closed unanswered true'],
    ],
    [
      { kind: 'unreachable' },
      { kind: 'authority-unreachable' },
      ['request-withdrawn', 'transaction-closed central-unreachable false'],
    ],
    [
      { kind: 'not-admitted' },
      { kind: 'right-refused', reason: 'not-admitted' },
      ['request-withdrawn', 'transaction-closed not-admitted false'],
    ],
  ])('leaves the card alone where it is %o', async (answer, outcome, reported) => {
    opening = answer;
    expect(await run('reset-pin', BLOCKED, NEVER_USED)).toEqual(outcome);
    expect(events.map(shortly)).toEqual(reported);
    expect(calls.at(-1)).toBe('stop');
  });

  it('withdraws on a signal, whether it waits or works', async () => {
    opening = opened({ kind: 'waiting', escalated: false });
    onWaiting = () => process.emit('SIGTERM');
    expect(await run('reset-pin', BLOCKED, NEVER_USED)).toEqual({ kind: 'withdrawn' });

    onWaiting = () => {};
    opening = opened({ kind: 'approved' });
    const working = run('reset-pin', BLOCKED, async (_, task) => {
      process.emit('SIGTERM');
      expect(task?.signal?.aborted).toBe(true);
      return { kind: 'card-removed', newPin: 'not-set' };
    });
    expect(await working).toEqual({ kind: 'withdrawn' });
    const withdrawn = ['request-withdrawn', 'transaction-closed cancelled false'];
    expect(events.map(shortly)).toEqual([...withdrawn, ...withdrawn]);
  });

  it('does not call withdrawn what may have been done', async () => {
    const doubt = { kind: 'card-removed', newPin: 'unknown' } as const;
    const outcome = await run('reset-pin', BLOCKED, async () => {
      process.emit('SIGTERM');
      return doubt;
    });
    expect(outcome).toEqual(doubt);
    expect(events.map(shortly)).toContain(
      'transaction-closed card-removed-while-setting-pin false',
    );
  });

  it('tells of a chip that is not genuine', async () => {
    const evidence = 'chip-authentication';
    await run('reset-pin', BLOCKED, async () => ({ kind: 'chip-not-genuine', evidence }));
    expect(events.map(({ kind }) => kind)).toContain('chip-not-genuine');
  });

  it('closes the transaction of an operation that breaks its promise', async () => {
    const broken = new Error('broken');
    await expect(run('reset-pin', BLOCKED, () => Promise.reject(broken))).rejects.toBe(broken);
    expect(events.map(shortly)).toEqual([
      'request-withdrawn',
      'transaction-closed terminal-fault false',
    ]);
  });
});

const NEVER_USED: UseRight = () => Promise.reject(new Error('the right was used'));

function shortly(event: KioskEvent): string {
  if (event.kind !== 'transaction-closed') return event.kind;
  return `${event.kind} ${event.result} ${event.ticket}`;
}
