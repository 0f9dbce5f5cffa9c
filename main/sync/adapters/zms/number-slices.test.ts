import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { NumberLease } from '../../../../central/contract/queue.ts';
import { keepSlices } from './number-slices.ts';
import { NOTHING_KEPT, type ZmsKept } from './zms-store.ts';

const NUMBERS = { prefix: 'K', digits: 3, firstNumber: 101, lastNumber: 112, perService: 5 };
const SERVICES = ['identity-card', 'registration'];
const LEDGER = randomUUID();

/** A terminal that asks, and what it keeps in between. */
function terminal() {
  let kept: ZmsKept = NOTHING_KEPT;
  return {
    ask(
      asked: { wishes?: readonly Wish[]; returned?: string[]; ledgerId?: string },
      day = '2026-12-01',
    ) {
      const question = {
        ledgerId: LEDGER,
        returned: [],
        ...asked,
        wishes: [...(asked.wishes ?? [])],
      };
      const answer = keepSlices(kept, question, { numbers: NUMBERS, serviceIds: SERVICES, day });
      kept = answer?.kept ?? kept;
      return answer?.answer ?? null;
    },
  };
}
type Wish = { readonly id: string; readonly serviceId: string };
const wish = (serviceId = 'identity-card'): Wish => ({ id: randomUUID(), serviceId });
const ranges = (leases: readonly NumberLease[] | undefined) =>
  leases?.map(({ firstNumber, lastNumber }) => [firstNumber, lastNumber]);

describe('numbers of a terminal’s own for ZMS', () => {
  it('are granted in slices of its block, to each wish once', () => {
    const { ask } = terminal();
    const wishes = [wish(), wish('registration'), wish()];
    const first = ask({ wishes });
    expect(ranges(first?.leases)).toEqual([
      [101, 105],
      [106, 110],
      [111, 112],
    ]);
    expect(first?.leases[0]).toMatchObject({ id: wishes[0]?.id, prefix: 'K', digits: 3 });
    expect(ask({ wishes })).toEqual(first);
    expect(first?.advised).toEqual(SERVICES.map((serviceId) => ({ serviceId, numbers: 5 })));
  });

  it('are not granted beyond the block, beyond two of a service, or for a service of others', () => {
    const { ask } = terminal();
    const wishes = [wish(), wish(), wish(), wish('fishing')];
    expect(ranges(ask({ wishes })?.leases)).toEqual([
      [101, 105],
      [106, 110],
    ]);
    expect(ranges(ask({ wishes: [wish('registration'), wish('registration')] })?.leases)).toEqual([
      [111, 112],
    ]);
  });

  it('are given anew on a later day only', () => {
    const { ask } = terminal();
    const before = wish();
    ask({ wishes: [before] });
    expect(ask({ returned: [before.id] })?.returned).toEqual([before.id]);
    expect(ranges(ask({ wishes: [wish()] })?.leases)).toEqual([[106, 110]]);
    expect(ranges(ask({ wishes: [wish()] }, '2026-11-30')?.leases)).toEqual([[111, 112]]);
    expect(ranges(ask({ wishes: [wish('registration')] }, '2026-12-02')?.leases)).toEqual([
      [101, 105],
    ]);
  });

  it('are lost for the day with the ledger that held them, and with one that is put back', () => {
    const { ask } = terminal();
    ask({ wishes: [wish()] });
    const ledgerId = randomUUID();
    expect(ranges(ask({ ledgerId, wishes: [wish()] })?.leases)).toEqual([[106, 110]]);
    expect(ask({ wishes: [wish()] })).toBeNull();
    expect(ranges(ask({ ledgerId, wishes: [wish()] }, '2026-12-02')?.leases)).toEqual([[101, 105]]);
  });
});
