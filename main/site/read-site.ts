import { readFileSync, statSync } from 'node:fs';
import type { SiteConfig } from '../../config/schema.ts';
import { explain } from './explain.ts';
import { siteSchema } from './site-schema.ts';
import { readSiteText, type SiteFault, type SiteText } from './site-text.ts';

export type SiteReading =
  | {
      readonly kind: 'right';
      readonly config: SiteConfig;
      /** Which settings the file itself makes; all else is as in `config/default.ts`. */
      readonly set: readonly string[];
      /** What works, but hardly as it was meant. */
      readonly doubts: readonly SiteFault[];
    }
  | { readonly kind: 'wrong'; readonly faults: readonly SiteFault[] };

/** Never throws: a file that cannot be read is a wrong one. */
export function readSite(file: string): SiteReading {
  try {
    return readSiteFrom(readFileSync(file, 'utf8'));
  } catch (error) {
    const sentence = UNREADABLE[codeOf(error)];
    if (sentence === undefined) throw error;
    return { kind: 'wrong', faults: [{ line: null, sentence }] };
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT:
    'There is no such file. Make it from what "npm run -s kiosk -- site example" prints; its folder is named by SCHNELLSPUR_DATA, or the file itself by SCHNELLSPUR_SITE.',
  ENOTDIR: 'Part of this path is a file, not a folder. Mend the path in SCHNELLSPUR_SITE.',
  EACCES: 'This user may not read it. Give the user of the terminal the right to read it.',
  EPERM: 'This user may not read it. Give the user of the terminal the right to read it.',
  EISDIR: 'This is a folder. Name a file.',
};

function readSiteFrom(content: string): SiteReading {
  const text = readSiteText(content);
  if (!('value' in text)) return { kind: 'wrong', faults: text };
  const { success, data, error } = siteSchema.safeParse(text.value);
  if (!success) return { kind: 'wrong', faults: explain(error, siteSchema, text) };
  const { trustAnchors } = data.fastLane;
  if (trustAnchors !== '' && !isFolder(trustAnchors)) {
    const line = text.lineOf(['fastLane', 'trustAnchors']);
    const sentence = `fastLane.trustAnchors is ${JSON.stringify(trustAnchors)}. There is no such folder. Make it, or write "" where countries’ certificates are not at hand.`;
    return { kind: 'wrong', faults: [{ line, sentence }] };
  }
  const faults = faultsOfUse(data, text);
  if (faults.length > 0) return { kind: 'wrong', faults };
  const doubts = doubtsAbout(data, text);
  return { kind: 'right', config: data, set: Object.keys(text.value as object), doubts };
}

const OF_VISITORS = ['services', 'catalogue', 'cardReader', 'printer', 'fastLane', 'scanner'];

/** What would have no effect, and nobody would see why. */
function faultsOfUse(config: SiteConfig, text: SiteText): readonly SiteFault[] {
  if (config.use === 'terminal') return [];
  const faults = OF_VISITORS.filter((name) => Object.hasOwn(text.value as object, name)).map(
    (name) => ({
      line: text.lineOf([name]),
      sentence: `${name} has no effect where use is "waiting-room". Take it out, or make use "terminal".`,
    }),
  );
  if (config.waitingRooms.length + config.displays.length > 0) return faults;
  const sentence =
    'use is "waiting-room", but there is nothing to show on. Name a screen in waitingRooms, or a ticket display in displays.';
  return [...faults, { line: text.lineOf(['use']), sentence }];
}

function doubtsAbout(config: SiteConfig, text: SiteText): SiteFault[] {
  const { use, services, queueSystem, scanner } = config;
  const nobodyChecksIn =
    use === 'terminal' &&
    services.includes('check-in') &&
    queueSystem.kind === 'zms' &&
    scanner.path === '';
  if (!nobodyChecksIn) return [];
  const line = text.lineOf(['scanner', 'path']);
  const sentence =
    'scanner.path names no code reader. Codes of ZMS can only be scanned, so this terminal offers no check-in. Name the reader’s serial line, or take "check-in" out of services.';
  return [{ line, sentence }];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** As compilers write it, so that editors and people find the place. */
export function faultLine(file: string, { line, sentence }: SiteFault): string {
  return `${file}${line === null ? '' : `, line ${line}`}: ${sentence}`;
}
