import type { SiteConfig } from '../../config/schema.ts';

/** What a terminal is made of, as IT reads it at its start. */
export interface SiteParts {
  readonly services: number;
  readonly topics: number;
  readonly queueSystem: SiteConfig['queueSystem']['kind'];
  readonly printer: string;
  readonly passiveAuthentication: SiteConfig['fastLane']['passiveAuthentication'];
  readonly waitingRooms: number;
  readonly displays: number;
  readonly scanner: boolean;
}

export function partsOf(config: SiteConfig): SiteParts {
  return {
    services: config.services.length,
    topics: config.catalogue.topics.length,
    queueSystem: config.queueSystem.kind,
    printer: config.printer.address,
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
    `printer at ${parts.printer}`,
    `passive authentication "${parts.passiveAuthentication}"`,
    counted(parts.waitingRooms, 'waiting room'),
    counted(parts.displays, 'ticket display'),
    parts.scanner ? 'a code reader' : 'no code reader',
  ].join(', ');
}

function counted(number: number, name: string): string {
  return `${number === 0 ? 'no' : number} ${name}${number === 1 ? '' : 's'}`;
}
