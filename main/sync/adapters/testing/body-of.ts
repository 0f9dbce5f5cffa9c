import type { Asked } from '../queue-system.ts';

/** Throws where there was no answer. */
export function bodyOf<Body>(asked: Asked<Body>): Body {
  if (asked.kind !== 'answered') throw new Error(JSON.stringify(asked));
  return asked.body;
}
