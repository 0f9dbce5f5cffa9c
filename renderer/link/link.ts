import type { BenchIntent, BenchView } from '../../main/contract/bench.ts';
import type { CoreMessage, Refusal } from '../../main/contract/messages.ts';
import type { Role } from '../../main/contract/roles.ts';
import type { StaffIntent, StaffView } from '../../main/contract/staff.ts';
import type { VisitorIntent, VisitorView } from '../../main/contract/visitor.ts';
import type { WaitingRoomView } from '../../main/contract/waiting-room.ts';

/**
 * A screen's end of the contract: numbers what the screen sends, names the screen the visitor
 * sees, and keeps the latest view. How texts travel is the carrier's business.
 */
export interface ScreenLink<R extends Role> {
  /** Does nothing while the core cannot be reached: what is on the glass then may be outdated. */
  act(intent: RoleTypes[R]['intent']): void;
  current(): LinkState<R>;
  subscribe(listener: () => void): () => void;
}

export interface RoleTypes {
  readonly visitor: { readonly view: VisitorView; readonly intent: VisitorIntent };
  readonly staff: { readonly view: StaffView; readonly intent: StaffIntent };
  readonly bench: { readonly view: BenchView; readonly intent: BenchIntent };
  readonly 'waiting-room': { readonly view: WaitingRoomView; readonly intent: never };
}

export interface LinkState<R extends Role> {
  /** `taken`: the core has as many screens of this role as it may have. */
  readonly connection: 'connecting' | 'open' | 'lost' | 'taken';
  readonly view: RoleTypes[R]['view'] | null;
  /** The core's number of the visitor's screen; 0 for other roles. */
  readonly screen: number;
}

/** Moves texts. It opens by itself, and again after each loss. */
export interface Carrier {
  open(ends: CarrierEnds): void;
  send(text: string): void;
  /** Ends the connection and opens a new one. */
  reopen(): void;
}

export interface CarrierEnds {
  opened(): void;
  received(text: string): void;
  lost(): void;
  taken(): void;
}

/** After these, core and screen may disagree about the next number. */
const OUT_OF_STEP: ReadonlySet<Refusal> = new Set<Refusal>([
  'malformed',
  'oversized',
  'unknown-intent',
  'out-of-order',
  'too-fast',
]);

export function createScreenLink<R extends Role>(role: R, carrier: Carrier): ScreenLink<R> {
  const listeners = new Set<() => void>();
  let state: LinkState<R> = { connection: 'connecting', view: null, screen: 0 };
  let sequence = 0;
  const change = (difference: Partial<LinkState<R>>): void => {
    state = { ...state, ...difference };
    for (const listener of listeners) listener();
  };
  carrier.open({
    opened() {
      sequence = 0;
    },
    received(text) {
      const message = readCoreMessage(text);
      if (message.kind === 'view') {
        if (message.role === role) change({ connection: 'open', ...shownBy<R>(message) });
      } else if (message.kind === 'refused' && OUT_OF_STEP.has(message.refusal)) {
        carrier.reopen();
      }
    },
    lost: () => change({ connection: 'lost' }),
    taken: () => change({ connection: 'taken' }),
  });
  return {
    act(intent) {
      if (state.connection !== 'open') return;
      sequence += 1;
      const screen = role === 'visitor' ? { screen: state.screen } : {};
      carrier.send(JSON.stringify({ version: 1, sequence, ...screen, intent }));
    },
    current: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The core is the one side of the contract that is trusted; its messages are not checked again. */
function readCoreMessage(text: string): CoreMessage {
  return JSON.parse(text) as CoreMessage;
}

function shownBy<R extends Role>(
  message: Extract<CoreMessage, { kind: 'view' }>,
): Pick<LinkState<R>, 'view' | 'screen'> {
  const view = message.view as RoleTypes[R]['view'];
  return { view, screen: message.role === 'visitor' ? message.screen : 0 };
}
