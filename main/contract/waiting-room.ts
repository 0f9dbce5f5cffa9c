import type { WaitingRoomConfig } from '../../config/waiting-room.ts';

/** What one screen of a waiting room shows. It is looked at and heard; it asks for nothing. */
export interface WaitingRoomView {
  readonly centreName: string;
  /** A `data:` address of an image; null: there is none. */
  readonly logo: string | null;
  /** As the centre set it up: name, running text, voice, size and distance. */
  readonly screen: WaitingRoomConfig;
  readonly timeZone: string;
  /** Whether the central system's calls arrive now. */
  readonly live: boolean;
  /** ISO 8601, UTC: since when it is live, or up to when its calls had arrived; null: never yet. */
  readonly since: string | null;
  /** Of this screen's queues, latest first. */
  readonly called: readonly ShownCall[];
  /** The terminal's clock when this was told, ISO 8601, UTC. */
  readonly at: string;
}

export interface ShownCall {
  /** As it stands on the ticket. */
  readonly number: string;
  /** As it stands at the counter. */
  readonly counter: string;
  /** How to get there, in words of the centre. */
  readonly direction: string | null;
  readonly arrow: 'left' | 'right' | 'ahead' | null;
  /** How often called: a repeated call has a higher number. */
  readonly calls: number;
  /** Whether the person is still awaited. */
  readonly isCalling: boolean;
  /** ISO 8601, UTC. */
  readonly calledAt: string;
}
