import type { Session } from '../../contract/staff.ts';
import type { Api } from '../link/api.ts';
import type { Answer } from '../link/exchange.ts';
import type { DeskState } from './desk-state.ts';

/** What the subjects of a desk share: its state, its questions and what to say when they fail. */
export interface DeskEnds {
  readonly api: Api;
  readonly state: () => DeskState;
  readonly change: (next: DeskState) => void;
  /** By the central system's clock. */
  readonly now: () => number;
  /** @returns null where nobody is signed in, or another question is under way */
  readonly askAs: <Value>(
    question: (session: Session) => Promise<Answer<Value>>,
  ) => Promise<Answer<Value> | null>;
  /** @param sign call sign or ticket of what was asked about */
  readonly explain: (
    answer: Exclude<Answer<unknown>, { kind: 'ok' }>,
    sign: string | null,
  ) => Promise<void>;
}
