import type { Language } from './languages.ts';
import type { ServiceName } from './services.ts';

/** What a centre may set. */
export interface SiteConfig {
  /** Shown on every screen and printed on every receipt. */
  readonly centreName: string;
  readonly services: readonly ServiceName[];
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
}
