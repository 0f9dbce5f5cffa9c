import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Bytes } from '../../kit/bytes.ts';
import { createTestPki } from '../test-pki/test-pki.ts';
import { isDay } from './calendar.ts';
import type { TrustedKey } from './certificate-checks.ts';
import { firstTrust } from './personalization.ts';
import { PIN_DIGITS, TRANSPORT_PIN_DIGITS } from './pin-rules.ts';
import {
  CARD_PROFILES,
  type CardProfile,
  type EidCardProfile,
  isProfileName,
  type ProfileName,
} from './profiles.ts';
import type { Pull } from './simulated-card.ts';
import { readStateFile } from './state-file.ts';
import { type Trust, trustPointOf } from './trust-points.ts';
import { VPCD_PORT } from './vpcd.ts';

/** The command line of the simulated card, from words to a card that can be created. */

export const USAGE = `npm run -s card -- [options]

  --profile NAME       ${Object.keys(CARD_PROFILES).join(', ')} (default: ready)
  --pin DIGITS         6 digits, or 5 for a transport PIN
  --can DIGITS         6 digits
  --puk DIGITS         10 digits
  --state FILE         keeps what the card keeps; an existing file is continued from
  --cvca FILE          trust point: a self-signed CVCA certificate for authentication terminals
  --date YYYY-MM-DD    the day up to which the chip knows of (default: today)
  --host NAME          where pcscd runs (default: 127.0.0.1)
  --port NUMBER        where vpcd listens (default: ${VPCD_PORT})
  --pull-at N          pull the card away at its Nth command
  --pull-when WHEN     before or after that command was processed (default: before)
  --return-after MS    put the card back after this time
  --help               show this text`;

const MOST_CERTIFICATE_BYTES = 4_096;

export interface CardOptions {
  readonly profileName: ProfileName;
  readonly profile: CardProfile;
  readonly host: string;
  readonly port: number;
  readonly stateFile: string | undefined;
  readonly pull: Pull | undefined;
  readonly returnAfterMs: number | undefined;
}

export type ReadOptions =
  | { readonly kind: 'options'; readonly options: CardOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly reason: string };

class BadOption extends Error {}

export function readOptions(words: readonly string[]): ReadOptions {
  try {
    const values = parseWords(words);
    if (values.help === true) return { kind: 'help' };
    return { kind: 'options', options: buildOptions(values) };
  } catch (error) {
    if (error instanceof BadOption) return { kind: 'refused', reason: error.message };
    throw error;
  }
}

type Words = ReturnType<typeof parseWords>;

function parseWords(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...words],
      strict: true,
      options: {
        profile: { type: 'string', default: 'ready' },
        pin: text,
        can: text,
        puk: text,
        state: text,
        cvca: text,
        date: text,
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: String(VPCD_PORT) },
        'pull-at': text,
        'pull-when': text,
        'return-after': text,
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new BadOption(error instanceof Error ? error.message : String(error));
  }
}

function buildOptions(words: Words): CardOptions {
  const profileName = words.profile;
  if (!isProfileName(profileName)) {
    const names = Object.keys(CARD_PROFILES).join(', ');
    throw new BadOption(`There is no profile "${profileName}". Profiles: ${names}.`);
  }
  return {
    profileName,
    profile: buildProfile(profileName, words),
    host: words.host,
    port: wholeNumber('--port', words.port, 65_535),
    stateFile: words.state,
    pull: buildPull(words),
    returnAfterMs:
      words['return-after'] === undefined
        ? undefined
        : wholeNumber('--return-after', words['return-after'], 86_400_000),
  };
}

function buildProfile(name: ProfileName, words: Words): CardProfile {
  const profile: CardProfile = CARD_PROFILES[name];
  if (profile.kind !== 'eid') {
    for (const option of ['pin', 'can', 'puk', 'state', 'cvca', 'date'] as const) {
      if (words[option] !== undefined) {
        throw new BadOption(`--${option} does not suit "${name}", which has no eID PIN.`);
      }
    }
    return profile;
  }
  const stored = words.state === undefined ? profile.state : storedState(words.state);
  const state = stored ?? profile.state;
  const trust = changedTrust(profile, state.trust, words);
  const { pin } = words;
  const transportPin = pin?.length === TRANSPORT_PIN_DIGITS;
  if (pin !== undefined && !transportPin) requireDigits('--pin', pin, PIN_DIGITS);
  if (pin !== undefined && transportPin) requireDigits('--pin', pin, TRANSPORT_PIN_DIGITS);
  return {
    ...profile,
    can: words.can === undefined ? profile.can : requireDigits('--can', words.can, 6),
    puk: words.puk === undefined ? profile.puk : requireDigits('--puk', words.puk, 10),
    state: {
      ...state,
      ...(pin === undefined ? {} : { pin, transportPin }),
      ...(trust && { trust }),
    },
  };
}

/** The command line goes before what the card has learnt, and that before what it was made with. */
function changedTrust(
  profile: EidCardProfile,
  learnt: Trust | undefined,
  { cvca, date }: Words,
): Trust | undefined {
  if (cvca === undefined && date === undefined) return undefined;
  if (date !== undefined && !isDay(date)) throw new BadOption('--date takes a day, YYYY-MM-DD.');
  const today = new Date();
  const trust = learnt ?? firstTrust(profile, createTestPki({ today }), today);
  return {
    date: date ?? trust.date,
    points: cvca === undefined ? trust.points : [readTrustPoint(cvca)],
  };
}

function readTrustPoint(path: string): TrustedKey {
  const point = trustPointOf(readCertificateFile(path));
  if (point !== undefined) return point;
  throw new BadOption(
    `${path} is no trust point: wanted is a self-signed CVCA certificate for authentication ` +
      'terminals (binary, 7F21 ...), ECDSA with SHA-224 or longer on a standardized curve.',
  );
}

function readCertificateFile(path: string): Bytes {
  try {
    const file = readFileSync(path);
    if (file.length <= MOST_CERTIFICATE_BYTES) return new Uint8Array(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadOption(`The certificate cannot be read: ${reason}.`);
  }
  throw new BadOption(`${path} is longer than any certificate.`);
}

function storedState(path: string) {
  const stored = readStateFile(path);
  if (stored.kind === 'unreadable') {
    throw new BadOption(`The state file ${path} cannot be used: ${stored.reason}.`);
  }
  return stored.kind === 'found' ? stored.state : undefined;
}

function buildPull(words: Words): Pull | undefined {
  const at = words['pull-at'];
  const when = words['pull-when'] ?? 'before';
  if (when !== 'before' && when !== 'after') {
    throw new BadOption('--pull-when takes "before" or "after".');
  }
  if (at === undefined) {
    if (words['pull-when'] !== undefined) throw new BadOption('--pull-when needs --pull-at.');
    return undefined;
  }
  return { atCommand: wholeNumber('--pull-at', at, 1_000_000), when: `${when}-processing` };
}

/** The value itself stays out of the message: it may be somebody's PIN. */
function requireDigits(option: string, value: string, count: number): string {
  if (value.length === count && /^\d+$/.test(value)) return value;
  const wanted = option === '--pin' ? '6 digits, or 5 for a transport PIN' : `${count} digits`;
  throw new BadOption(`${option} takes ${wanted}.`);
}

function wholeNumber(option: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most) {
    throw new BadOption(`${option} takes a whole number from 1 to ${most}.`);
  }
  return value;
}
