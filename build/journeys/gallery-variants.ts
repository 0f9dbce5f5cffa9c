import { FAST_LANE_SERVICES } from '../../central/contract/fast-lane.ts';
import { CARD_SERVICES, SERVICES } from '../../config/services.ts';
import type { PinState } from '../../state-machines/ports/card.ts';
import { SECRET_NAMES, type SecretName } from '../../state-machines/ports/secrets.ts';
import {
  type LaneProgress,
  NOTICES,
  type Notice,
  type ReceiptResult,
  type Screen,
  type ScreenAction,
  SERVICE_RESULTS,
  type ServiceResult,
  type Task,
} from '../../state-machines/views.ts';
import { QUEUE_VARIANTS } from './gallery-queue-variants.ts';

/** Every screen a visitor can see, in each of its variants, by name. */
export interface Variant {
  readonly name: string;
  readonly screen: Screen;
  readonly idleSecondsLeft?: number;
}

const TASKS: readonly Task[] = [
  'reading-card',
  'changing-pin',
  'unblocking-pin',
  'verifying-pin',
  'opening-request',
  'unlocking-card',
  'printing',
  'taking-ticket',
];

const LENGTHS: Readonly<Record<SecretName, readonly [minimum: number, maximum: number]>> = {
  can: [6, 6],
  pin: [5, 6],
  'new-pin': [6, 6],
  'new-pin-again': [6, 6],
  puk: [10, 10],
};

/** What the machines offer; the others offer `confirm` and `cancel`. */
const NOTICE_ACTIONS: Readonly<Partial<Record<Notice, readonly ScreenAction[]>>> = {
  'wrong-card': ['cancel'],
  'card-removed': ['cancel'],
  'reader-lost': ['confirm'],
  deactivated: ['confirm'],
  'puk-spent': ['confirm'],
  'weak-pin': ['confirm', 'alternative', 'cancel'],
};

type Approval = LaneProgress['approval'];
type ScreenNamed<Name extends Screen['name']> = Extract<Screen, { readonly name: Name }>;

const APPROVALS: readonly Approval[] = ['waiting', 'escalated', 'taken', 'approved'];

const LANE_TASKS = ['reading-card', 'opening-request', 'unlocking-card'] as const;
const LANE_SECRETS = ['can', 'new-pin', 'new-pin-again'] as const;

/** Notices that may come while a request is open. */
const LANE_NOTICES: readonly Notice[] = [
  'wrong-card',
  'card-removed',
  'reader-lost',
  'card-fault',
  'wrong-can',
  'weak-pin',
  'pins-differ',
  'central-unreachable',
  'authority-unreachable',
  'lane-interrupted',
  'lane-interrupted-activated',
];

/** Results with which the visitor may be called to a counter. */
const CALLED_RESULTS: readonly ServiceResult[] = [
  'card-removed',
  'card-removed-while-setting-pin',
  'card-fault',
  'reader-lost',
  'refused-person-differs',
  'refused-card-not-valid',
  'refused-card-of-another',
  'refused-not-possible-now',
  'unanswered',
  'central-unreachable',
  'not-admitted',
  'document-expired',
  'holder-too-young',
  'wrong-can-repeatedly',
  'chip-not-genuine',
  'terminal-not-accepted',
  'activated-without-pin',
  'pin-not-proven',
];

const NOTICE_TRIES: Readonly<Partial<Record<Notice, number>>> = { 'wrong-pin': 2, suspended: 1 };

const PIN_STATES: readonly PinState[] = [
  { kind: 'operational', triesLeft: 3 },
  { kind: 'operational', triesLeft: 2 },
  { kind: 'suspended', triesLeft: 1 },
  { kind: 'blocked', triesLeft: 0 },
  { kind: 'deactivated' },
];

const RECEIPTS: readonly ReceiptResult[] = [
  'printed',
  'probably-printed',
  'not-printed',
  'unknown',
  'none',
];

export const VARIANTS: readonly Variant[] = [
  { name: 'attract', screen: { name: 'attract' } },
  { name: 'language', screen: { name: 'language' } },
  { name: 'menu', screen: { name: 'menu', services: SERVICES } },
  ...CARD_SERVICES.map((service) =>
    variant(service, { name: 'present-card', service, actions: ['cancel'] }),
  ),
  ...FAST_LANE_SERVICES.map((service) =>
    variant(service, { name: 'fast-lane-intro', service, actions: ['confirm', 'cancel'] }),
  ),
  ...APPROVALS.map((approval) =>
    variant(approval, { name: 'lane-waiting', lane: lane(approval), actions: ['cancel'] }),
  ),
  ...QUEUE_VARIANTS,
  ...TASKS.map((task) => variant(task, { name: 'working', task })),
  ...LANE_TASKS.map((task) =>
    variant(`${task}-lane`, { name: 'working', task, lane: lane('approved') }),
  ),
  ...LANE_SECRETS.flatMap((secret) => [
    variant(`${secret}-0-lane`, { ...entryOf(secret, 0), lane: lane('escalated') }),
    variant(`${secret}-6-lane`, { ...entryOf(secret, 6), lane: lane('approved') }),
  ]),
  ...SECRET_NAMES.flatMap((secret) => [entry(secret, 0), entry(secret, LENGTHS[secret][1])]),
  { ...entry('pin', 3, 2), name: 'enter-secret-pin-3-two-tries' },
  { ...entry('pin', 5, 1), name: 'enter-secret-pin-5-last-try' },
  ...NOTICES.map((notice) => variant(notice, noticeOf(notice))),
  ...LANE_NOTICES.map((notice) =>
    variant(`${notice}-lane`, { ...noticeOf(notice), lane: lane('approved') }),
  ),
  ...PIN_STATES.map((state) =>
    variant('triesLeft' in state ? `${state.kind}-${state.triesLeft}` : state.kind, {
      name: 'card-state',
      state,
      actions: state.kind === 'deactivated' ? ['confirm'] : ['confirm', 'alternative'],
    }),
  ),
  ...SERVICE_RESULTS.map((result) => ended(result, 'not-printed')),
  ...CALLED_RESULTS.map((result) => called(result, 'printed')),
  called('refused-card-of-another', 'not-printed'),
  called('terminal-not-accepted', 'not-printed'),
  ...RECEIPTS.map((receipt) => ended('pin-changed', receipt)),
  variant('now', { name: 'take-card', forgotten: false }),
  variant('forgotten', { name: 'take-card', forgotten: true }),
  variant('done', { name: 'goodbye', expired: false }),
  variant('expired', { name: 'goodbye', expired: true }),
  variant('no-reader', { name: 'out-of-service', reason: 'no-reader' }),
  variant('starting', { name: 'out-of-service', reason: 'starting' }),
  variant('not-ready', { name: 'out-of-service', reason: 'not-ready' }),
  { ...entry('new-pin', 4), name: 'idle-enter-secret', idleSecondsLeft: 20 },
  { name: 'idle-menu', screen: { name: 'menu', services: SERVICES }, idleSecondsLeft: 7 },
];

function variant(name: string, screen: Screen): Variant {
  return { name: `${screen.name}-${name}`, screen };
}

function lane(approval: Approval): LaneProgress {
  return { callSign: 'F12', approval };
}

function entry(secret: SecretName, digits: number, triesLeft?: number): Variant {
  const tries = triesLeft === undefined ? {} : { triesLeft };
  return variant(`${secret}-${digits}`, { ...entryOf(secret, digits), ...tries });
}

function entryOf(secret: SecretName, digits: number): ScreenNamed<'enter-secret'> {
  const [minimum, maximum] = LENGTHS[secret];
  const actions: readonly ScreenAction[] = digits >= minimum ? ['confirm', 'cancel'] : ['cancel'];
  return { name: 'enter-secret', secret, digits, minimum, maximum, actions };
}

function noticeOf(notice: Notice): ScreenNamed<'notice'> {
  const triesLeft = NOTICE_TRIES[notice];
  const tries = triesLeft === undefined ? {} : { triesLeft };
  const actions = NOTICE_ACTIONS[notice] ?? ['confirm', 'cancel'];
  return { name: 'notice', notice, ...tries, actions };
}

function ended(result: ServiceResult, receipt: ReceiptResult): Variant {
  return variant(`${result}-${receipt}`, outcomeOf(result, receipt));
}

function called(result: ServiceResult, receipt: ReceiptResult): Variant {
  const screen = { ...outcomeOf(result, receipt), callSign: 'F12' };
  return variant(`${result}-${receipt}-called`, screen);
}

function outcomeOf(result: ServiceResult, receipt: ReceiptResult): ScreenNamed<'outcome'> {
  return {
    name: 'outcome',
    service: result === 'pin-unblocked' ? 'unblock-pin' : 'reset-pin',
    result,
    receipt,
    transactionId: '7Q2M-X9TK-04ZB',
    actions: ['confirm', 'alternative'],
  };
}
