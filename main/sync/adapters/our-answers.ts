import type { ProblemCode } from '../../../central/contract/problem.ts';
import type { CentralAnswer } from '../ask-central.ts';
import { isTemporary } from '../central-client.ts';
import type { Asked } from './queue-system.ts';

/** What our central system answers, as every queue system does. */

type Mender = Extract<Asked<never>, { kind: 'refused' }>['mendedBy'];

/** Those not named here: IT. */
const MENDED_BY: Partial<Readonly<Record<ProblemCode, Mender | 'itself'>>> = {
  // The clock of this terminal jumped, or its network repeated something: no reason to send
  // visitors away, who can have numbers from a lease.
  'signature-stale': 'itself',
  replayed: 'itself',
  'service-not-offered': 'staff',
  'counter-missing': 'staff',
  'not-signed-in': 'staff',
  'role-missing': 'staff',
  'taken-by-another': 'nobody',
  conflict: 'nobody',
  'not-found': 'nobody',
};

export function askedOf<Answer>(answer: CentralAnswer<Answer>): Asked<Answer> {
  if (answer.kind !== 'refused') return answer;
  const { code } = answer;
  const mendedBy = isTemporary(answer) ? 'itself' : (MENDED_BY[code] ?? 'it');
  // It has not done it, and the next time it may.
  return mendedBy === 'itself' ? { kind: 'unreachable' } : { kind: 'refused', code, mendedBy };
}
