import type { TicketAsked, TicketGiven } from './issuing.ts';

/**
 * The line of tickets on this node, in front of the locks of the branches: what is asked while one
 * transaction runs is given in the next one together, whatever the branch, so that a crowd costs
 * few transactions and holds few connections. A branch that somebody else has locked does not hold
 * up the others: its tickets wait in a transaction of their own.
 */

export interface Settled {
  readonly asked: TicketAsked;
  /** Rejects with a `ProblemError`: service-not-offered, conflict. */
  readonly given: () => TicketGiven;
}

/**
 * One transaction. `free`: gives what it can where nobody else has locked the branch; what it
 * leaves out was not touched. `waiting`: waits for the locks.
 */
export type Give = (
  asked: readonly TicketAsked[],
  locks: 'free' | 'waiting',
) => Promise<readonly Settled[]>;

interface Waiting {
  readonly asked: TicketAsked;
  readonly resolve: (given: TicketGiven) => void;
  readonly reject: (error: unknown) => void;
  /** How often its branch was locked by somebody else. */
  passedOver: number;
}

const TOGETHER_MAX = 64;
const PASSED_OVER_MAX = 2;

export function createTicketLine(give: Give): (asked: TicketAsked) => Promise<TicketGiven> {
  let line: Waiting[] = [];
  let isRunning = false;
  /** Branches for whose lock a transaction of this node waits. */
  const awaited = new Set<string>();

  const run = async (): Promise<void> => {
    const ready = line.filter(({ asked }) => !awaited.has(asked.branchId)).slice(0, TOGETHER_MAX);
    const taken = new Set(ready);
    line = line.filter((each) => !taken.has(each));
    const left = await settle(give, ready, 'free');
    for (const each of left) each.passedOver += 1;
    line = [...left, ...line];
    const late = left.filter(({ passedOver }) => passedOver > PASSED_OVER_MAX);
    for (const branchId of new Set(late.map(({ asked }) => asked.branchId))) awaitLock(branchId);
  };

  const awaitLock = (branchId: string): void => {
    awaited.add(branchId);
    const own = line.filter(({ asked }) => asked.branchId === branchId);
    line = line.filter(({ asked }) => asked.branchId !== branchId);
    void settle(give, own, 'waiting').finally(() => {
      awaited.delete(branchId);
      next();
    });
  };

  const next = (): void => {
    if (isRunning || !line.some(({ asked }) => !awaited.has(asked.branchId))) return;
    isRunning = true;
    // What is asked in the same turn of the loop goes together.
    setImmediate(() => {
      void run().finally(() => {
        isRunning = false;
        next();
      });
    });
  };

  return (asked) =>
    new Promise((resolve, reject) => {
      line.push({ asked, resolve, reject, passedOver: 0 });
      next();
    });
}

/** @returns those whose branch somebody else has locked */
async function settle(
  give: Give,
  waiting: readonly Waiting[],
  locks: 'free' | 'waiting',
): Promise<Waiting[]> {
  const settled = await attempt(give, waiting, locks);
  if (settled === null) {
    // One that fails must not take the others with it.
    for (const each of waiting) await settle(give, [each], 'waiting');
    return [];
  }
  const byAsked = new Map(settled.map((each) => [each.asked, each]));
  return waiting.filter(({ asked, resolve, reject }) => {
    const found = byAsked.get(asked);
    if (found === undefined) return true;
    try {
      resolve(found.given());
    } catch (error) {
      reject(error);
    }
    return false;
  });
}

/** @returns null where all failed together and each must be tried alone */
async function attempt(
  give: Give,
  waiting: readonly Waiting[],
  locks: 'free' | 'waiting',
): Promise<readonly Settled[] | null> {
  try {
    return await give(
      waiting.map(({ asked }) => asked),
      locks,
    );
  } catch (error) {
    if (waiting.length > 1) return null;
    for (const { reject } of waiting) reject(error);
    return waiting.map(({ asked }) => ({
      asked,
      given: () => {
        throw error;
      },
    }));
  }
}
