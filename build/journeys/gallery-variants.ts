import { SERVICES } from '../../config/services.ts';
import type { PinState } from '../../state-machines/ports/card.ts';
import { SECRET_NAMES, type SecretName } from '../../state-machines/ports/secrets.ts';
import {
  NOTICES,
  type Notice,
  type ReceiptResult,
  type Screen,
  type ScreenAction,
  SERVICE_RESULTS,
  type Task,
} from '../../state-machines/views.ts';

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
  'printing',
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
  ...SERVICES.map((service) =>
    variant(service, { name: 'present-card', service, actions: ['cancel'] }),
  ),
  ...TASKS.map((task) => variant(task, { name: 'working', task })),
  ...SECRET_NAMES.flatMap((secret) => [entry(secret, 0), entry(secret, LENGTHS[secret][1])]),
  { ...entry('pin', 3, 2), name: 'enter-secret-pin-3-two-tries' },
  { ...entry('pin', 5, 1), name: 'enter-secret-pin-5-last-try' },
  ...NOTICES.map(noticed),
  ...PIN_STATES.map((state) =>
    variant('triesLeft' in state ? `${state.kind}-${state.triesLeft}` : state.kind, {
      name: 'card-state',
      state,
      actions: state.kind === 'deactivated' ? ['confirm'] : ['confirm', 'alternative'],
    }),
  ),
  ...SERVICE_RESULTS.map((result) => ended(result, 'not-printed')),
  ...RECEIPTS.map((receipt) => ended('pin-changed', receipt)),
  variant('now', { name: 'take-card', forgotten: false }),
  variant('forgotten', { name: 'take-card', forgotten: true }),
  variant('done', { name: 'goodbye', expired: false }),
  variant('expired', { name: 'goodbye', expired: true }),
  variant('no-reader', { name: 'out-of-service', reason: 'no-reader' }),
  variant('starting', { name: 'out-of-service', reason: 'starting' }),
  { ...entry('new-pin', 4), name: 'idle-enter-secret', idleSecondsLeft: 20 },
  { name: 'idle-menu', screen: { name: 'menu', services: SERVICES }, idleSecondsLeft: 7 },
];

function variant(name: string, screen: Screen): Variant {
  return { name: `${screen.name}-${name}`, screen };
}

function entry(secret: SecretName, digits: number, triesLeft?: number): Variant {
  const [minimum, maximum] = LENGTHS[secret];
  return {
    name: `enter-secret-${secret}-${digits}`,
    screen: {
      name: 'enter-secret',
      secret,
      digits,
      minimum,
      maximum,
      ...(triesLeft === undefined ? {} : { triesLeft }),
      actions: digits >= minimum ? ['confirm', 'cancel'] : ['cancel'],
    },
  };
}

function noticed(notice: Notice): Variant {
  const triesLeft = NOTICE_TRIES[notice];
  return {
    name: `notice-${notice}`,
    screen: {
      name: 'notice',
      notice,
      ...(triesLeft === undefined ? {} : { triesLeft }),
      actions: NOTICE_ACTIONS[notice] ?? ['confirm', 'cancel'],
    },
  };
}

function ended(result: (typeof SERVICE_RESULTS)[number], receipt: ReceiptResult): Variant {
  return {
    name: `outcome-${result}-${receipt}`,
    screen: {
      name: 'outcome',
      service: result === 'pin-unblocked' ? 'unblock-pin' : 'change-pin',
      result,
      receipt,
      transactionId: '7Q2M-X9TK-04ZB',
      actions: ['confirm', 'alternative'],
    },
  };
}
