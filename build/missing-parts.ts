import { findPart, type PartName } from './integration/rig/requirements.ts';

/** What the tests want of the machine itself, and what of it is absent. */

export const ALL_PARTS: readonly PartName[] = [
  'pcscd',
  'pcscd-place',
  'vpcd',
  'ausweisapp',
  'openpace',
  'openssl',
  'postgresql',
  'softhsm',
  'softhsm2-util',
  'systemd',
  'chromium',
  'xvfb',
];

/** One sentence for each of these parts that this machine lacks. */
export function missingParts(...names: readonly PartName[]): string[] {
  return names
    .map((name) => ({ name, ...findPart(name) }))
    .filter(({ path }) => path === undefined)
    .map(({ name, remedy }) => `${name} is missing: ${remedy}`);
}
