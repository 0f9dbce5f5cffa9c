import { readFileSync } from 'node:fs';
import { EXAMPLE_FILE } from './example-file.ts';
import { faultLine, readSite } from './read-site.ts';
import { describeParts, partsOf } from './site-parts.ts';

/** What a desk asks about site files, before a terminal meets one. */

export interface Answer {
  readonly text: string;
  readonly exitCode: 0 | 1;
}

export function checkSite(file: string): Answer {
  const reading = readSite(file);
  if (reading.kind === 'wrong') {
    return { text: reading.faults.map((fault) => faultLine(file, fault)).join('\n'), exitCode: 1 };
  }
  const { config, set, doubts } = reading;
  const lines = [
    `${file} is right: it sets ${set.join(', ')}, all else is left at its default.`,
    `"${config.centreName}": ${describeParts(partsOf(config))}.`,
    ...doubts.map((doubt) => `Warning: ${faultLine(file, doubt)}`),
  ];
  return { text: lines.join('\n'), exitCode: 0 };
}

export function exampleSite(): Answer {
  return { text: readFileSync(EXAMPLE_FILE, 'utf8').trimEnd(), exitCode: 0 };
}
