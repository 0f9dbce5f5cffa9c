import { expect, it } from 'vitest';
import { DEMO_WAITING_ROOM } from '../../demo/demo-hall.ts';
import { screensOf } from './site-screens.ts';

const waitingRooms = [DEMO_WAITING_ROOM, { ...DEMO_WAITING_ROOM, display: 'HDMI-2' }];
const second = { role: 'waiting-room', place: 2, presentation: 'kiosk' };

it('puts waiting rooms beside the visitor’s screen, and never over it', () => {
  expect(screensOf({ use: 'terminal', waitingRooms })).toEqual([
    { ...second, place: 1, display: { label: null, otherwise: 'hidden' } },
    { ...second, display: { label: 'HDMI-2', otherwise: 'hidden' } },
    { role: 'visitor', presentation: 'kiosk' },
  ]);
});

it('puts the first on the primary display where there is no visitor', () => {
  expect(screensOf({ use: 'waiting-room', waitingRooms })).toEqual([
    { ...second, place: 1 },
    { ...second, display: { label: 'HDMI-2', otherwise: 'hidden' } },
  ]);
});
