import { describe, expect, it, vi } from 'vitest';
import type { TicketAsked, TicketGiven } from './issuing.ts';
import { createTicketLine, type Give } from './ticket-line.ts';

const GIVEN: TicketGiven = { kind: 'no-tickets-left' };
const asked = (branchId: string, entryId = 'entry'): TicketAsked => ({
  ...{ branchId, entryId, serviceId: 'identity-card', now: 0 },
  ...{ actor: { kind: 'central' }, kioskId: null, preferred: false, note: null },
});
const settled = (each: TicketAsked) => ({ asked: each, given: () => GIVEN });
/** As a database does where these branches are locked by somebody else. */
function database(locked: ReadonlySet<string>) {
  const transactions: [string, string[]][] = [];
  let unlock = (): void => undefined;
  const unlocked = new Promise<void>((resolve) => {
    unlock = resolve;
  });
  const give: Give = async (all, locks) => {
    transactions.push([locks, all.map(({ branchId }) => branchId)]);
    if (locks === 'waiting' && all.some(({ branchId }) => locked.has(branchId))) await unlocked;
    const free = all.filter(({ branchId }) => locks === 'waiting' || !locked.has(branchId));
    return free.map(settled);
  };
  return { give, transactions, unlock };
}

describe('the line of tickets', () => {
  it('gives together what is asked at once', async () => {
    const { give, transactions } = database(new Set());
    const ask = createTicketLine(give);
    const all = ['a', 'b', 'a', 'c'].map((branchId) => ask(asked(branchId)));
    expect(await Promise.all(all)).toEqual([GIVEN, GIVEN, GIVEN, GIVEN]);
    expect(transactions).toEqual([['free', ['a', 'b', 'a', 'c']]]);
  });

  it('gives what comes meanwhile in the next transaction', async () => {
    const { give, transactions } = database(new Set());
    const ask = createTicketLine(async (...all) => {
      if (transactions.length === 0) late.push(ask(asked('b')), ask(asked('c')));
      return give(...all);
    });
    const late: Promise<TicketGiven>[] = [];
    await ask(asked('a'));
    await Promise.all(late);
    expect(transactions).toEqual([
      ['free', ['a']],
      ['free', ['b', 'c']],
    ]);
  });

  it('does not hold up others where a branch is locked, and gives its tickets too', async () => {
    const { give, transactions, unlock } = database(new Set(['busy']));
    const ask = createTicketLine(give);
    const first = ask(asked('busy'));
    await ask(asked('a'));
    await vi.waitFor(() => expect(transactions.at(-1)).toEqual(['waiting', ['busy']]));
    const second = ask(asked('busy'));
    await ask(asked('b'));
    // One transaction waits for the lock, however many ask.
    expect(transactions.filter(([locks]) => locks === 'waiting')).toHaveLength(1);
    unlock();
    expect(await Promise.all([first, second])).toEqual([GIVEN, GIVEN]);
  });

  it('fails one without the others', async () => {
    const fault = new Error('another branch has this id');
    const ask = createTicketLine(async (all) => {
      if (all.some(({ entryId }) => entryId === 'bad')) throw fault;
      return all.map(settled);
    });
    const results = await Promise.allSettled([
      ask(asked('a')),
      ask(asked('b', 'bad')),
      ask(asked('c')),
    ]);
    expect(results).toEqual([
      { status: 'fulfilled', value: GIVEN },
      { status: 'rejected', reason: fault },
      { status: 'fulfilled', value: GIVEN },
    ]);
    expect(await ask(asked('a'))).toEqual(GIVEN);
  });

  it('rejects what is refused', async () => {
    const refusal = new Error('not offered');
    const ask = createTicketLine(async (all) =>
      all.map((each) => ({
        asked: each,
        given: () => {
          throw refusal;
        },
      })),
    );
    await expect(ask(asked('a'))).rejects.toBe(refusal);
  });
});
