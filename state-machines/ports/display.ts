/** What the queue needs from a display that shows who is called. */

/** Which way the counter lies, seen from somebody who reads the display. */
export type CallDirection = 'left' | 'right' | 'ahead';

export type DisplayContent =
  | {
      readonly kind: 'call';
      /** As it stands on the ticket. */
      readonly number: string;
      /** As it stands at the counter. */
      readonly counter: string;
      readonly direction: CallDirection | undefined;
    }
  /** Nobody is called. A line break in the text is kept; a number display stays dark. */
  | { readonly kind: 'idle'; readonly text: string }
  | { readonly kind: 'blank' };

export type DisplayFault =
  /** Not connected, switched off with its adapter, or stuck. */
  | 'offline'
  /** The line is there, but this display does not confirm what it is sent. */
  | 'no-answer';

export type DisplayStatus =
  | { readonly kind: 'ready' }
  | { readonly kind: 'fault'; readonly fault: DisplayFault };

export type ShowOutcome =
  /** The display confirmed it. */
  | { readonly kind: 'shown' }
  /** It went out to a display that cannot confirm. */
  | { readonly kind: 'sent' }
  /** The display cannot be reached. It will show this, or what replaces it, when it is back. */
  | { readonly kind: 'kept' }
  /** Something newer came before it went out. */
  | { readonly kind: 'superseded' }
  /** It cannot be shown whole on this display, so the display went dark. */
  | { readonly kind: 'does-not-fit'; readonly reason: string };

export interface DisplayPort {
  /**
   * What stands there from now on, also after the display was away. A call that stands there
   * already disappears for a moment, so that a second call is seen.
   */
  show(content: DisplayContent): Promise<ShowOutcome>;
  /** Sends what should stand there once more, and tells what came of it. */
  status(): Promise<DisplayStatus>;
  /** Tells every change of status until the returned function is called. */
  watch(listener: (status: DisplayStatus) => void): () => void;
}
