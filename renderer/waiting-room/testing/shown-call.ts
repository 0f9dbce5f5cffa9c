import type { ShownCall } from '../../../main/contract/waiting-room.ts';

export function shownCall(number: string, difference: Partial<ShownCall> = {}): ShownCall {
  return {
    number,
    counter: 'Schalter 3',
    direction: null,
    arrow: 'left',
    calls: 1,
    isCalling: true,
    calledAt: '2026-12-01T09:00:00.000Z',
    ...difference,
  };
}
