/** Models of ticket displays that a centre can name. */
export const DISPLAY_MODELS = [
  'epson-dm-d',
  'cd5220-german',
  'cd5220-ascii',
  'led-ascii-4',
  'led-modbus-4',
] as const;

export type DisplayModelName = (typeof DISPLAY_MODELS)[number];

/** A ticket display on a serial line. Several LED displays share a line under different addresses. */
export interface DisplayConfig {
  readonly model: DisplayModelName;
  /** Of the serial line, e.g. `/dev/serial/by-id/…`. */
  readonly path: string;
  /** LED displays only. */
  readonly address?: number;
  /**
   * Whose calls stand there: one counter's, by its name as staff know it, or the latest of some
   * queues; none named: all.
   */
  readonly shows:
    | { readonly kind: 'counter'; readonly counter: string }
    | { readonly kind: 'queues'; readonly queueIds: readonly string[] };
  /** While nobody is called. A line break is kept; an LED display stays dark. */
  readonly idleText: string;
}
