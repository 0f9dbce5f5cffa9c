import type { CoreMessage } from './messages.ts';
import type { Role } from './roles.ts';

/**
 * The core as a host sees it. A host opens one link for each screen, hands over what the screen
 * sent as raw text, and carries back what the core says; it looks at neither.
 */
export interface CoreLinks {
  /**
   * `place`: which of the role's screens it is, from 1; only waiting rooms differ by it. `null`:
   * the role has as many screens as it may have (one visitor screen, ever), or no such screen.
   */
  open(role: Role, deliver: (message: CoreMessage) => void, place?: number): ScreenLink | null;
}

export interface ScreenLink {
  /** Raw text from the screen, parsed and checked by the core. */
  receive(text: string): void;
  /** The screen is gone. */
  close(): void;
}
