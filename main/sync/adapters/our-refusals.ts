import type { ProblemCode } from '../../../central/contract/problem.ts';

/** Who has to act before our central system answers otherwise. Those not named here: IT. */
const OTHERS: Partial<Readonly<Record<ProblemCode, 'itself' | 'staff' | 'nobody'>>> = {
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

export function mendedBy(code: ProblemCode): 'itself' | 'staff' | 'it' | 'nobody' {
  return OTHERS[code] ?? 'it';
}
