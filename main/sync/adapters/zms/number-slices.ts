import type { LeasesAnswer, NumberLease } from '../../../../central/contract/queue.ts';
import type { ZmsConfig } from '../../../../config/queue-system.ts';
import type { LeasesQuestion } from '../queue-system.ts';
import type { NumberSlice, ZmsKept } from './zms-store.ts';

/**
 * Leases out of the terminal's own block of numbers, which ZMS cannot give: zms-api.md, 8, A. The
 * block is cut into slices of equal length; one that ended is given anew on a later day. Pure.
 */

type Numbers = ZmsConfig['offlineNumbers'];

export interface SliceKeeping {
  readonly numbers: Numbers;
  readonly serviceIds: readonly string[];
  readonly day: string;
}

/** Without it one service would take the whole block. */
const OPEN_SLICES_MAX = 2;

/** Null: this terminal has had a newer ledger since. */
export function keepSlices(
  kept: ZmsKept,
  { ledgerId, wishes, returned }: LeasesQuestion,
  keeping: SliceKeeping,
): { readonly kept: ZmsKept; readonly answer: LeasesAnswer } | null {
  const { numbers, serviceIds, day } = keeping;
  const isNew = !kept.ledgerIds.includes(ledgerId);
  if (!isNew && kept.ledgerIds.at(-1) !== ledgerId) return null;
  let slices = kept.slices.map((slice) =>
    // A terminal that lost its ledger does not know what it gave.
    slice.endedOn === null && (isNew || returned.includes(slice.leaseId))
      ? { ...slice, endedOn: day }
      : slice,
  );
  const leases: NumberLease[] = [];
  for (const { id, serviceId } of wishes) {
    if (!serviceIds.includes(serviceId)) continue;
    const granted =
      slices.find(({ leaseId, endedOn }) => leaseId === id && endedOn === null) ??
      freeSlice(slices, { id, serviceId, numbers, day });
    if (!granted) continue;
    slices = [...slices.filter(({ firstNumber }) => firstNumber !== granted.firstNumber), granted];
    leases.push(leaseOf(granted, numbers));
  }
  return {
    kept: { ...kept, ledgerIds: isNew ? [...kept.ledgerIds, ledgerId] : kept.ledgerIds, slices },
    answer: {
      leases,
      returned: [...returned],
      advised: serviceIds.map((serviceId) => ({ serviceId, numbers: numbers.perService })),
    },
  };
}

export function leaseOf(slice: NumberSlice, numbers: Numbers): NumberLease {
  const { leaseId: id, serviceId, firstNumber } = slice;
  const { prefix, digits, perService } = numbers;
  const lastNumber = Math.min(firstNumber + perService - 1, numbers.lastNumber);
  return { id, serviceId, prefix, digits, firstNumber, lastNumber };
}

function freeSlice(
  slices: readonly NumberSlice[],
  wish: { id: string; serviceId: string; numbers: Numbers; day: string },
): NumberSlice | null {
  const { id, serviceId, numbers, day } = wish;
  const open = slices.filter((each) => each.serviceId === serviceId && each.endedOn === null);
  if (open.length >= OPEN_SLICES_MAX) return null;
  for (let first = numbers.firstNumber; first <= numbers.lastNumber; first += numbers.perService) {
    const before = slices.find(({ firstNumber }) => firstNumber === first);
    const isFree = !before || (before.endedOn !== null && before.endedOn < day);
    if (isFree) return { firstNumber: first, leaseId: id, serviceId, endedOn: null };
  }
  return null;
}
