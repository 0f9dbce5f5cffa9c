import type { Catalogue } from './catalogue.ts';
import type { DisplayConfig } from './displays.ts';
import type { Language } from './languages.ts';
import type { QueueSystemConfig } from './queue-system.ts';
import type { ServiceName } from './services.ts';
import type { WaitingRoomConfig } from './waiting-room.ts';

/** What a centre may set. */
export interface SiteConfig {
  /** Shown on every screen and printed on every receipt. */
  readonly centreName: string;
  /** Path of a PNG or SVG file, shown beside the name on waiting rooms; empty: there is none. */
  readonly logo: string;
  /** `waiting-room`: only shows who is called; no visitor's screen, card reader, printer. */
  readonly use: 'terminal' | 'waiting-room';
  /** In the order in which the menu shows them. */
  readonly services: readonly ServiceName[];
  /** What the queue's tickets are for. */
  readonly catalogue: Catalogue;
  /** Who keeps the queue that the catalogue's tickets are for. */
  readonly queueSystem: QueueSystemConfig;
  readonly defaultLanguage: Language;
  readonly timeZone: string;
  readonly cardReader: {
    /** Part of the PC/SC reader's name; empty takes the first reader there is. */
    readonly name: string;
  };
  readonly printer: {
    /** `host:port` of the receipt printer's raw TCP port. */
    readonly address: string;
    readonly paperWidthMm: 80 | 58;
  };
  readonly fastLane: {
    /**
     * Whether a chip must show that a country vouches for it. `required`: one without a known issuer
     * is refused. `warn`: it is served, and the log says what was not checked. `off`: not checked.
     */
    readonly passiveAuthentication: 'required' | 'warn' | 'off';
    /** Folder with the countries' certificates (`.cer`, `.crt`, `.der`, `.pem`); empty: none. */
    readonly trustAnchors: string;
  };
  /** Screens that show who is called, in the order of their addresses: 1, 2, … */
  readonly waitingRooms: readonly WaitingRoomConfig[];
  readonly displays: readonly DisplayConfig[];
  readonly scanner: {
    /** Of the serial line of a code reader, e.g. `/dev/serial/by-id/…`; empty: there is none. */
    readonly path: string;
  };
}
