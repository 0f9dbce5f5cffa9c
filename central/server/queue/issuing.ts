import type { OpenState, QueueEntry } from '../../contract/queue.ts';
import type { QueueConfiguration } from '../../contract/queue-configuration.ts';
import type { Actor } from '../fast-lane/branch-changes.ts';
import { ProblemError } from '../http/problem-error.ts';
import { placeOf, serviceOf } from './names.ts';
import { newEntry, newFollowToken } from './new-entry.ts';
import { type Block, nextBlock, ticketOf } from './number-blocks.ts';
import { openStateOf, type SwitchedOff, ticketsLeft } from './opening.ts';
import { type SeriesRow, seriesOf } from './series.ts';
import type { StoredEntry } from './stored-entry.ts';

/** Whether a ticket is given, and which: on what a branch has while nobody else changes it. Pure. */

export interface TicketAsked {
  readonly branchId: string;
  readonly entryId: string;
  readonly serviceId: string;
  readonly now: number;
  readonly actor: Actor;
  /** Null: staff give it, also outside hours, above the limit and where kiosks give none. */
  readonly kioskId: string | null;
  readonly preferred: boolean;
  readonly note: string | null;
}

export interface Given {
  readonly kind: 'given';
  readonly entry: QueueEntry;
  readonly place: string;
  readonly followToken: string;
}

export type TicketGiven =
  | Given
  | { readonly kind: 'not-open'; readonly open: OpenState }
  | { readonly kind: 'no-tickets-left' };

export interface IssuingBranch {
  readonly day: string;
  readonly configuration: QueueConfiguration;
  readonly switchedOff: SwitchedOff;
  readonly held: readonly (Block & { readonly prefix: string })[];
  /** By service; replaced as tickets are given. */
  readonly series: Map<string, SeriesRow>;
}

export interface Issued {
  readonly given: TicketGiven;
  /** The entry that is new; null: it was there before, or none is given. */
  readonly added: StoredEntry | null;
}

/**
 * @param known the entry that has the id already
 * Throws a `ProblemError`: service-not-offered, conflict.
 */
export function issueTicket(
  branch: IssuingBranch,
  asked: TicketAsked,
  known: StoredEntry | undefined,
): Issued {
  const { configuration, series, day } = branch;
  if (known) return { given: again(known, configuration, asked), added: null };
  const service = serviceOf(configuration, asked.serviceId);
  const own = seriesOf([...series.values()], { branchId: asked.branchId, day, service });
  if (asked.kioskId !== null) {
    const { switchedOff } = branch;
    const open = openStateOf(configuration, service, { now: asked.now, switchedOff });
    if (open.kind !== 'open') return { given: { kind: 'not-open', open }, added: null };
    if (ticketsLeft(service, own?.given ?? 0) === 0) return NONE_LEFT;
  }
  if (own === null) return NONE_LEFT;
  const left = { first: own.next_number, last: own.last_number };
  const held = branch.held.filter(({ prefix }) => prefix === own.prefix);
  const block = nextBlock(left, held, 1);
  if (block === null) return NONE_LEFT;
  series.set(service.id, { ...own, next_number: block.last + 1, given: own.given + 1 });
  const { branchId, entryId: id, kioskId, now, preferred, note } = asked;
  const added = newEntry({
    ...{ branchId, id, day, serviceId: service.id, now, preferred, note },
    ...(kioskId === null ? {} : { kioskId }),
    ticket: ticketOf(own.prefix, block.first, String(own.last_number).length),
  });
  return { given: givenOf(added, configuration), added };
}

export function givenOf(
  { entry, followToken }: StoredEntry,
  configuration: QueueConfiguration,
): Given {
  return {
    kind: 'given',
    entry,
    place: placeOf(configuration, entry.serviceId),
    // Asked again on a later day, it leads nowhere, as every token of a past day.
    followToken: followToken ?? newFollowToken(),
  };
}

const NONE_LEFT: Issued = { given: { kind: 'no-tickets-left' }, added: null };

/** Throws a `ProblemError`: conflict, where the id is another ticket's. */
function again(stored: StoredEntry, configuration: QueueConfiguration, asked: TicketAsked): Given {
  const { entry, branchId, kioskId } = stored;
  // A counter may have forwarded it meanwhile; then it was first for the other service.
  const isSame = entry.serviceId === asked.serviceId || entry.forwardedFrom !== null;
  const isOfAsker = branchId === asked.branchId && kioskId === asked.kioskId;
  if (!isOfAsker || entry.kind !== 'walk-in' || !isSame) {
    throw new ProblemError('conflict', 'Another ticket has this id.');
  }
  return givenOf(stored, configuration);
}
