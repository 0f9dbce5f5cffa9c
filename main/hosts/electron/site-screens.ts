import type { SiteConfig } from '../../../config/schema.ts';
import type { ScreenPlan } from './screen.ts';

export const VISITOR_SCREEN: ScreenPlan = { role: 'visitor', presentation: 'kiosk' };

/** Each screen of a waiting room on a display of its own; the visitor's last, where there is one. */
export function screensOf({
  use,
  waitingRooms,
}: Pick<SiteConfig, 'use' | 'waitingRooms'>): ScreenPlan[] {
  const isAlone = use === 'waiting-room';
  const rooms = waitingRooms.map(
    ({ display }, index): ScreenPlan => ({
      role: 'waiting-room',
      place: index + 1,
      presentation: 'kiosk',
      ...placeOf(display, isAlone && index === 0),
    }),
  );
  return isAlone ? rooms : [...rooms, VISITOR_SCREEN];
}

/** Where nobody else needs the primary display, the first is better there than nowhere. */
function placeOf(display: string, mayBePrimary: boolean): Pick<ScreenPlan, 'display'> {
  if (mayBePrimary && display === '') return {};
  const label = display === '' ? null : display;
  return { display: { label, otherwise: mayBePrimary ? 'primary' : 'hidden' } };
}
