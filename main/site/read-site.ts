import { readFileSync, statSync } from 'node:fs';
import type { SiteConfig } from '../../config/schema.ts';
import { explain } from './explain.ts';
import { siteSchema } from './site-schema.ts';
import { readSiteText, type SiteFault } from './site-text.ts';

export type SiteReading =
  | {
      readonly kind: 'right';
      readonly config: SiteConfig;
      /** Which settings the file itself makes; all else is as in `config/default.ts`. */
      readonly set: readonly string[];
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
  return { kind: 'right', config: data, set: Object.keys(text.value as object) };
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
