import { z } from 'zod';
import { DEFAULT_CONFIG } from '../../config/default.ts';
import { LANGUAGES } from '../../config/languages.ts';
import type { SiteConfig } from '../../config/schema.ts';
import { SERVICES } from '../../config/services.ts';
import { parseTcpAddress } from '../../devices/printer/transports/tcp.ts';
import { catalogue } from './catalogue-schema.ts';
import { absolutePathOrEmpty, group, list, oneNumberOf, oneOf, text } from './expect.ts';
import { queueSystem } from './queue-system-schema.ts';
import { display, waitingRoom } from './waiting-room-schema.ts';

/**
 * What `site.json` may hold. Every setting but the centre's name may be left out, and is then as in
 * `config/default.ts`; of a group each setting alone may be left out.
 */

const D = DEFAULT_CONFIG;

const TIME_ZONE = 'a time zone by its name, such as "Europe/Berlin"';
const PRINTER_ADDRESS = 'host:port of a printer in the network, such as "192.0.2.20:9100"';

export const siteSchema = group({
  // No default: a centre would greet its visitors with another one's name.
  centreName: text(60),
  logo: absolutePathOrEmpty('a PNG or SVG file of at most 100 kB').default(D.logo),
  use: oneOf(['terminal', 'waiting-room']).default(D.use),
  services: list(oneOf(SERVICES), { of: 'services' }).default(D.services),
  defaultLanguage: oneOf(LANGUAGES).default(D.defaultLanguage),
  timeZone: z.string(TIME_ZONE).refine(isTimeZone, TIME_ZONE).default(D.timeZone),
  cardReader: group({
    name: z.string('part of a card reader’s name, or "" for the first one').default(''),
  }).prefault({}),
  printer: group({
    address: z
      .string(PRINTER_ADDRESS)
      .refine((address) => parseTcpAddress(address) !== undefined, PRINTER_ADDRESS)
      .default(D.printer.address),
    paperWidthMm: oneNumberOf([80, 58]).default(D.printer.paperWidthMm),
  }).prefault({}),
  fastLane: group({
    passiveAuthentication: oneOf(['required', 'warn', 'off']).default(
      D.fastLane.passiveAuthentication,
    ),
    trustAnchors: absolutePathOrEmpty('a folder of certificates').default(D.fastLane.trustAnchors),
  })
    .refine((lane) => lane.passiveAuthentication !== 'required' || lane.trustAnchors !== '', {
      path: ['trustAnchors'],
      message:
        'the folder of the countries’ certificates while passiveAuthentication is "required"; without them every card is refused',
    })
    .prefault({}),
  catalogue: catalogue.default(D.catalogue),
  queueSystem: queueSystem.default(D.queueSystem),
  waitingRooms: list(waitingRoom, { of: 'waiting rooms', key: ({ name }) => name }).default(
    D.waitingRooms,
  ),
  displays: list(display, {
    of: 'ticket displays',
    key: ({ path, address }) => (address === undefined ? path : `${path} at ${address}`),
  }).default(D.displays),
  scanner: group({
    path: absolutePathOrEmpty('the code reader’s serial line').default(D.scanner.path),
  }).prefault({}),
}) satisfies z.ZodType<SiteConfig>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
