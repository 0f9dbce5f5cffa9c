import { expect, vi } from 'vitest';
import type { FastLaneService } from '../../central/contract/fast-lane.ts';
import type { PinState } from '../ports/card.ts';
import type { Notice, Screen, ServiceResult, Task } from '../views.ts';
import { type LaneVisit, startLaneVisit } from './lane-visit.ts';

/** What tests of the fast lane do and see again and again. */

export interface LaneSteps extends LaneVisit {
  sees(name: Screen['name'], details?: object): Promise<void>;
  isAsked(secret: string, approval: string): Promise<void>;
  isTold(notice: Notice): Promise<void>;
  isBusy(task: Task): Promise<void>;
  typesAll(): Promise<void>;
  /** The service is over, closed once, and no secret is left. */
  ends(result: ServiceResult, details?: object): Promise<void>;
}

export function comes(service: FastLaneService, state: PinState): LaneSteps {
  const visit = startLaneVisit(service, state);
  const sees: LaneSteps['sees'] = (name, details = {}) =>
    vi.waitFor(() => expect(visit.screen()).toMatchObject({ name, ...details }), { interval: 1 });
  return {
    ...visit,
    sees,
    isAsked: (secret, approval) =>
      sees('enter-secret', { secret, lane: { callSign: 'F12', approval } }),
    isTold: (notice) => sees('notice', { notice }),
    isBusy: (task) => sees('working', { task }),
    async typesAll() {
      visit.types('can');
      await sees('enter-secret', { secret: 'new-pin' });
      visit.types('new-pin');
      await sees('enter-secret', { secret: 'new-pin-again' });
      visit.types('new-pin-again');
    },
    async ends(result, details = { callSign: 'F12' }) {
      await sees('outcome', { result, ...details });
      expect([...visit.held]).toEqual([]);
      expect(visit.closings).toEqual([{ result, ticket: 'callSign' in details }]);
    },
  };
}

export async function begins(service: FastLaneService, state: PinState): Promise<LaneSteps> {
  const visit = comes(service, state);
  await visit.sees('fast-lane-intro', { service });
  return visit;
}

/** As far as the screen on which the CAN is typed. */
export async function opens(service: FastLaneService, state: PinState): Promise<LaneSteps> {
  const visit = await begins(service, state);
  visit.confirms();
  await visit.isAsked('can', 'waiting');
  return visit;
}

/** As far as the use of the card. */
export async function unlocks(service: FastLaneService, state: PinState): Promise<LaneSteps> {
  const visit = await opens(service, state);
  visit.staff({ kind: 'approved' });
  await visit.typesAll();
  await visit.isBusy('unlocking-card');
  return visit;
}

export const OFF: PinState = { kind: 'deactivated' };
export const BLOCKED: PinState = { kind: 'blocked', triesLeft: 0 };
