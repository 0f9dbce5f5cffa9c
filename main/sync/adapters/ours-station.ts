import { type EntryStep, entryAnswer, nextAnswer } from '../../../central/contract/queue.ts';
import { askCentral } from '../ask-central.ts';
import { askedOf } from './our-answers.ts';
import type { CallingStation } from './queue-system.ts';

/** A counter of our own central system, by the session of somebody who is signed in there. */

export interface OurStationParts {
  /** Origin of the central system. */
  readonly central: string;
  readonly session: { readonly cookie: string; readonly csrfToken: string };
}

const ANSWER_MS = 5_000;

export function createOurStation({ central, session }: OurStationParts): CallingStation {
  const headers = {
    origin: new URL(central).origin,
    cookie: session.cookie,
    'x-csrf-token': session.csrfToken,
  };
  const ask = (body: object) => ({
    ...{ body: JSON.stringify(body), headers, signal: AbortSignal.timeout(ANSWER_MS) },
  });
  return {
    // Whom it has called already it shows again, so that asking twice skips nobody.
    next: async () => {
      const question = { method: 'POST', path: '/staff/queue/next', answer: nextAnswer } as const;
      return askedOf(await askCentral(central, question, ask({})));
    },
    step: async (entryId: string, step: EntryStep) => {
      const path = `/staff/queue/entries/${entryId}/steps`;
      const question = { method: 'POST', path, answer: entryAnswer } as const;
      const answer = await askCentral(central, question, ask(step));
      // A step is not the same when it is made twice.
      if (answer.kind === 'unreachable') return { kind: 'unknown' };
      const asked = askedOf(answer);
      return asked.kind === 'answered' ? { kind: 'answered', body: asked.body.entry } : asked;
    },
  };
}
