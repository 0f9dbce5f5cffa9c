import type { ZodType } from 'zod';
import type { BenchIntent, BenchView } from './contract/bench.ts';
import type { CoreLinks, ScreenLink } from './contract/link.ts';
import {
  benchMessage,
  type CoreMessage,
  type Refusal,
  staffMessage,
  visitorMessage,
} from './contract/messages.ts';
import { MESSAGE_BYTES_MAX, type Role } from './contract/roles.ts';
import type { StaffIntent, StaffView } from './contract/staff.ts';
import type { WaitingRoomView } from './contract/waiting-room.ts';
import type { Log } from './log/log.ts';
import type { VisitorDesk } from './visitor-desk.ts';

/** A desk shows one kind of view and takes one kind of intent. */
export interface Desk<View, Intent> {
  current(): View;
  handle(intent: Intent): Refusal | null;
  subscribe(listener: () => void): () => void;
}

/** A desk that is only looked at. */
export type ShowCase<View> = Omit<Desk<View, never>, 'handle'>;

export interface CoreDesks {
  readonly visitor: VisitorDesk;
  readonly staff: Desk<StaffView, StaffIntent>;
  /** Absent where devices are real. */
  readonly bench?: Desk<BenchView, BenchIntent>;
  /** One a screen, in the order of their places. */
  readonly waitingRooms: readonly ShowCase<WaitingRoomView>[];
  readonly log: Log;
  /** Milliseconds that never run backwards, for the rate limit. */
  readonly monotonicMs: () => number;
}

/** Far more than a person with two hands can do, far less than a broken page can. */
const MESSAGES_PER_SECOND_MAX = 100;

/** A page gone wild must not fill the disk. */
const REFUSALS_LOGGED_PER_SECOND_MAX = 5;

const SCREENS_MAX: Readonly<Record<Role, number>> = {
  visitor: 1,
  staff: 4,
  bench: 4,
  'waiting-room': 8,
};

/** One role's side of the contract: what it understands, what it shows. */
interface RoleContract {
  read(value: unknown): ReadMessage;
  view(): CoreMessage;
  subscribe(listener: () => void): () => void;
}

type ReadMessage =
  | { readonly kind: 'valid'; readonly sequence: number; readonly act: () => Refusal | null }
  | { readonly kind: 'invalid'; readonly sequence: number | null; readonly refusal: Refusal };

export function createCoreLinks(desks: CoreDesks): CoreLinks {
  const { log, monotonicMs } = desks;
  const contractOf = contractsOf(desks);
  const open = new Map<Role, number>();
  return {
    open(role, deliver, place = 1) {
      const contract = contractOf[role](place);
      const screens = open.get(role) ?? 0;
      if (!contract || screens >= SCREENS_MAX[role]) {
        log('screen.rejected', { role });
        return null;
      }
      open.set(role, screens + 1);
      log('screen.opened', { role });
      const stopViews = contract.subscribe(() => deliver(contract.view()));
      deliver(contract.view());
      const close = (): void => {
        stopViews();
        open.set(role, (open.get(role) ?? 1) - 1);
        log('screen.closed', { role });
      };
      return screenLink({ contract, role, deliver, close, log, monotonicMs });
    },
  };
}

interface LinkParts {
  readonly contract: RoleContract;
  readonly role: Role;
  readonly deliver: (message: CoreMessage) => void;
  readonly close: () => void;
  readonly log: Log;
  readonly monotonicMs: () => number;
}

function screenLink({ contract, role, deliver, close, log, monotonicMs }: LinkParts): ScreenLink {
  const withinRate = rateLimit(monotonicMs, MESSAGES_PER_SECOND_MAX);
  const mayLog = rateLimit(monotonicMs, REFUSALS_LOGGED_PER_SECOND_MAX);
  let lastSequence = 0;
  let closed = false;
  const refuse = (sequence: number | null, refusal: Refusal, bytes: number): void => {
    if (mayLog()) log('message.refused', { role, refusal, bytes });
    deliver({ kind: 'refused', sequence, refusal });
  };
  return {
    receive(text) {
      if (closed) return;
      const bytes = Buffer.byteLength(text);
      const hurried = !withinRate();
      if (bytes > MESSAGE_BYTES_MAX) return refuse(null, 'oversized', bytes);
      const message = contract.read(parseJson(text));
      const { sequence } = message;
      if (sequence !== null) {
        if (sequence !== lastSequence + 1) return refuse(sequence, 'out-of-order', bytes);
        // A number is used up even by a message that is refused, so that the next one fits.
        lastSequence = sequence;
      }
      if (hurried) return refuse(sequence, 'too-fast', bytes);
      if (message.kind === 'invalid') return refuse(sequence, message.refusal, bytes);
      const refusal = message.act();
      if (refusal) return refuse(sequence, refusal, bytes);
      deliver({ kind: 'accepted', sequence: message.sequence });
    },
    close() {
      if (closed) return;
      closed = true;
      close();
    },
  };
}

/** @returns `undefined`, which no message is, for text that is not JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reader<Message extends { readonly sequence: number }>(
  schema: ZodType<Message>,
  act: (message: Message) => Refusal | null,
): RoleContract['read'] {
  return (value) => {
    const { success, data, error } = schema.safeParse(value);
    if (success) return { kind: 'valid', sequence: data.sequence, act: () => act(data) };
    const unknownIntent = error.issues.some(
      ({ code, path }) => code === 'invalid_union' && path.join('.') === 'intent.kind',
    );
    const refusal = unknownIntent ? 'unknown-intent' : 'malformed';
    return { kind: 'invalid', sequence: sequenceOf(value), refusal };
  };
}

function sequenceOf(value: unknown): number | null {
  const sequence = (value as { sequence?: unknown } | null)?.sequence;
  return Number.isSafeInteger(sequence) ? Number(sequence) : null;
}

function rateLimit(now: () => number, perSecondMax: number): () => boolean {
  let windowStart = now();
  let count = 0;
  return () => {
    if (now() - windowStart >= 1_000) {
      windowStart = now();
      count = 0;
    }
    count += 1;
    return count <= perSecondMax;
  };
}

type ContractAt = (place: number) => RoleContract | undefined;

function contractsOf(desks: CoreDesks): Readonly<Record<Role, ContractAt>> {
  const { visitor, staff, bench, waitingRooms } = desks;
  const visitorContract: RoleContract = {
    read: reader(visitorMessage, ({ screen, intent }) =>
      screen === visitor.current().screen ? visitor.handle(intent) : 'stale',
    ),
    view: () => ({ kind: 'view', role: 'visitor', ...visitor.current() }),
    subscribe: visitor.subscribe,
  };
  const staffContract: RoleContract = {
    read: reader(staffMessage, ({ intent }) => staff.handle(intent)),
    view: () => ({ kind: 'view', role: 'staff', view: staff.current() }),
    subscribe: staff.subscribe,
  };
  const benchContract: RoleContract | undefined = bench && {
    read: reader(benchMessage, ({ intent }) => bench.handle(intent)),
    view: () => ({ kind: 'view', role: 'bench', view: bench.current() }),
    subscribe: bench.subscribe,
  };
  const waitingRoomContracts = waitingRooms.map(
    ({ current, subscribe }): RoleContract => ({
      read: (value) => ({
        kind: 'invalid',
        sequence: sequenceOf(value),
        refusal: 'unknown-intent',
      }),
      view: () => ({ kind: 'view', role: 'waiting-room', view: current() }),
      subscribe,
    }),
  );
  return {
    visitor: () => visitorContract,
    staff: () => staffContract,
    bench: () => benchContract,
    'waiting-room': (place) => waitingRoomContracts[place - 1],
  };
}
