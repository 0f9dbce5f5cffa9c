import type { WaitingRoomConfig } from '../../../config/waiting-room.ts';
import type { ScreenPlan } from './screen.ts';

/** A terminal's waiting room, each screen on a display of its own. */
export function waitingRoomScreens(rooms: readonly WaitingRoomConfig[]): ScreenPlan[] {
  return rooms.map(({ display }, index) => ({
    role: 'waiting-room',
    place: index + 1,
    presentation: 'kiosk',
    display: { label: display === '' ? null : display, otherwise: 'hidden' },
  }));
}
