import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SPOKEN } from './spoken.ts';
import { readWave, trimmed, waveOf } from './wave.ts';

/**
 * Makes the recorded words of the waiting room: all words of a language one after the other in an
 * Ogg file, and a table of where each stands. Wants `espeak-ng` and `opusenc` (Debian packages
 * espeak-ng and opus-tools); what it made is committed, so no build needs them.
 * `node build/recorded-words/make.ts`
 */

const RESULT = fileURLToPath(new URL('../../renderer/waiting-room/recorded/', import.meta.url));
const WORDS_PER_MINUTE = 140;
const BITS_PER_SECOND = 24_000;
/** Between two words, so that none runs into the next where a decoder is a little off. */
const GAP_SECONDS = 0.15;

const HEAD = `/** Where each word stands, in seconds: begin, length. Made by build/recorded-words/make.ts. */
// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: lengths that only look like them
export const OFFSETS = {
`;

const folder = mkdtempSync(join(tmpdir(), 'schnellspur-words-'));
try {
  const tables = Object.entries(SPOKEN).map(([language, words]) => {
    const places = Object.entries(record(language, words));
    return `  ${language}: {\n${places.map(lineOf).join('')}  },\n`;
  });
  writeFileSync(join(RESULT, 'offsets.ts'), `${HEAD}${tables.join('')}} as const;\n`);
} finally {
  rmSync(folder, { recursive: true });
}

function record(language: string, words: Readonly<Record<string, string>>) {
  const samples: number[] = [];
  const offsets: Record<string, readonly [number, number]> = {};
  let rate = 0;
  for (const [name, text] of Object.entries(words)) {
    const spoken = speak(language, text);
    rate = spoken.rate;
    const begin = samples.length / rate;
    const word = trimmed(spoken.samples);
    samples.push(...word, ...new Array<number>(Math.round(GAP_SECONDS * rate)).fill(0));
    offsets[name] = [rounded(begin), rounded(word.length / rate)];
  }
  const wave = join(folder, `${language}.wav`);
  writeFileSync(wave, waveOf(samples, rate));
  const opus = join(RESULT, `${language}.ogg`);
  // The same serial number makes the same file of the same words.
  const settings = ['--quiet', '--bitrate', String(BITS_PER_SECOND / 1_000), '--serial', '1'];
  execFileSync('opusenc', [...settings, wave, opus]);
  return offsets;
}

function lineOf([name, [begin, length]]: [string, readonly [number, number]]): string {
  return `    ${/^\d/.test(name) ? `'${name}'` : name}: [${begin}, ${length}],\n`;
}

function speak(language: string, text: string) {
  const parameters = ['-v', language, '-s', String(WORDS_PER_MINUTE), '--stdout', text];
  return readWave(execFileSync('espeak-ng', parameters));
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}
