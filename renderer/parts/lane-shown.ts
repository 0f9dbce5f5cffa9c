import type { LaneProgress, Notice, Screen, Task } from '../../state-machines/views.ts';

/** Where somebody is in the fast lane, as the strip above the screen shows it. */

export const LANE_STEPS = ['type', 'confirm', 'unlock'] as const;
export type LaneStep = (typeof LANE_STEPS)[number];
export type LaneStepState = 'done' | 'current' | 'open';

export interface LaneShown {
  readonly callSign: string;
  /** `again`: what staff have said so far will not count. */
  readonly status: LaneProgress['approval'] | 'again';
  readonly steps: Readonly<Record<LaneStep, LaneStepState>>;
}

const NOTICE_STEPS: Readonly<Partial<Record<Notice, LaneStep>>> = {
  'weak-pin': 'type',
  'pins-differ': 'type',
  'wrong-can': 'type',
  'card-removed': 'type',
  'central-unreachable': 'confirm',
  'approval-ended': 'confirm',
  'authority-unreachable': 'unlock',
  'lane-interrupted': 'unlock',
  'lane-interrupted-activated': 'unlock',
};

const TASK_STEPS: Readonly<Partial<Record<Task, LaneStep>>> = {
  'opening-request': 'confirm',
  'unlocking-card': 'unlock',
};

/** The card is or has been away: staff are asked anew, for whatever card comes back. */
const ASKED_AGAIN: ReadonlySet<Notice | Task> = new Set<Notice | Task>([
  'card-removed',
  'lane-interrupted',
  'lane-interrupted-activated',
  'wrong-card',
  'card-fault',
  'reader-lost',
  'reading-card',
]);

/** @returns null on a screen outside the fast lane */
export function laneShown(screen: Screen): LaneShown | null {
  if (!('lane' in screen) || screen.lane === undefined) return null;
  const { callSign, approval } = screen.lane;
  const status = isAskedAgain(screen) ? 'again' : approval;
  const current = currentStep(screen);
  const isTyped = screen.name === 'lane-waiting' || current === 'unlock';
  const finished: Readonly<Record<LaneStep, boolean>> = {
    type: isTyped,
    confirm: status === 'approved',
    unlock: false,
  };
  const stateOf = (step: LaneStep): LaneStepState => {
    if (step === current) return 'current';
    return finished[step] ? 'done' : 'open';
  };
  return {
    callSign,
    status,
    steps: { type: stateOf('type'), confirm: stateOf('confirm'), unlock: stateOf('unlock') },
  };
}

function currentStep(screen: Screen): LaneStep | undefined {
  switch (screen.name) {
    case 'enter-secret':
      return 'type';
    case 'lane-waiting':
      return 'confirm';
    case 'working':
      return TASK_STEPS[screen.task];
    case 'notice':
      return NOTICE_STEPS[screen.notice];
    default:
      return undefined;
  }
}

function isAskedAgain(screen: Screen): boolean {
  if (screen.name === 'notice') return ASKED_AGAIN.has(screen.notice);
  return screen.name === 'working' && ASKED_AGAIN.has(screen.task);
}
