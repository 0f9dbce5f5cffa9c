import { z } from 'zod';
import { entryState, shortName, ticketNumber, waitRange } from './queue.ts';

/** `GET /follow/tickets/{token}`: what the phone of somebody who waits may know; no sign-in. */
export const followedTicket = z.strictObject({
  ticket: ticketNumber,
  state: entryState,
  branchName: z.string(),
  place: shortName,
  /** How many are called before, as it looks now. */
  ahead: z.int().min(0),
  wait: waitRange,
  /** Where to go, once called. */
  counter: z.string().nullable(),
  direction: z.string().nullable(),
  at: z.iso.datetime(),
});
export type FollowedTicket = z.infer<typeof followedTicket>;
