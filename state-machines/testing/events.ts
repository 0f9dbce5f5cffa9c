import type { FlowEvent } from '../events.ts';
import { APPROVALS } from './outputs.ts';

/** Every event that can reach a flow, with one example of each payload that matters. */
export const FLOW_EVENTS: readonly FlowEvent[] = [
  { type: 'visitor.confirmed' },
  { type: 'visitor.chose-alternative' },
  { type: 'visitor.cancelled' },
  { type: 'secret.typed', digits: 6 },
  { type: 'card.placed' },
  { type: 'card.removed' },
  { type: 'reader.lost' },
  { type: 'reader.found' },
  ...APPROVALS.map((approval) => ({ type: 'lane.changed', approval }) as const),
];
