import { DEFAULT_CATALOGUE } from './default-catalogue.ts';
import { LANGUAGES } from './languages.ts';
import type { SiteConfig } from './schema.ts';
import { SERVICES } from './services.ts';

export const DEFAULT_CONFIG: SiteConfig = {
  centreName: 'Bürgerservice Musterstadt',
  logo: '',
  use: 'terminal',
  services: SERVICES,
  catalogue: DEFAULT_CATALOGUE,
  queueSystem: { kind: 'ours' },
  defaultLanguage: LANGUAGES[0],
  timeZone: 'Europe/Berlin',
  cardReader: { name: '' },
  printer: { address: '127.0.0.1:9100', paperWidthMm: 80 },
  fastLane: { passiveAuthentication: 'warn', trustAnchors: '' },
  waitingRooms: [],
  displays: [],
  scanner: { path: '' },
};
