import type { SiteConfig } from '../../config/schema.ts';

/** What a terminal is made of, as IT reads it at its start. */
export interface SiteParts {
  readonly services: number;
  readonly topics: number;
  readonly queueSystem: SiteConfig['queueSystem']['kind'];
  /** Its address; null: neither printer nor card reader. */
  readonly printer: string | null;
  readonly passiveAuthentication: SiteConfig['fastLane']['passiveAuthentication'];
  readonly waitingRooms: number;
  readonly displays: number;
  readonly scanner: boolean;
}

export function partsOf(config: SiteConfig): SiteParts {
  const isTerminal = config.use === 'terminal';
  return {
    services: isTerminal ? config.services.length : 0,
    topics: isTerminal ? config.catalogue.topics.length : 0,
    queueSystem: config.queueSystem.kind,
    printer: isTerminal ? config.printer.address : null,
    passiveAuthentication: config.fastLane.passiveAuthentication,
    waitingRooms: config.waitingRooms.length,
    displays: config.displays.length,
    scanner: config.scanner.path !== '',
  };
}

/** One line for the console: `7 services, 24 topics, queue "ours", …`. */
export function describeParts(parts: SiteParts): string {
  return [
    counted(parts.services, 'service'),
    counted(parts.topics, 'topic'),
    `queue "${parts.queueSystem}"`,
    parts.printer === null ? 'no printer and no card reader' : `printer at ${parts.printer}`,
    `passive authentication "${parts.passiveAuthentication}"`,
    counted(parts.waitingRooms, 'waiting room'),
    counted(parts.displays, 'ticket display'),
    parts.scanner ? 'a code reader' : 'no code reader',
  ].join(', ');
}

function counted(number: number, name: string): string {
  return `${number === 0 ? 'no' : number} ${name}${number === 1 ? '' : 's'}`;
}
