import { describe, it } from 'vitest';
import { findExecutable, findFile } from './executables.ts';
import { findPcscdPlace, NO_PLACE_REMEDY } from './pcscd-place.ts';
import { findPostgresql } from './postgresql-programs.ts';
import { RigError } from './rig-error.ts';

/**
 * The real parts that integration tests need, and what to do where one is absent. Without a
 * part its tests are skipped; with REQUIRE_REAL_PARTS=1, as in CI, they fail instead.
 */

export type PartName =
  | 'pcscd'
  | 'pcscd-place'
  | 'vpcd'
  | 'ausweisapp'
  | 'chromium'
  | 'xvfb'
  | 'openpace'
  | 'openssl'
  | 'postgresql'
  | 'softhsm'
  | 'softhsm2-util'
  | 'systemd';

export interface Part {
  /** Where the part is, or undefined where it is absent. */
  readonly path: string | undefined;
  /** How to get it: a Debian package, or a right. */
  readonly remedy: string;
}

/** All that a simulated card needs to be reached through PC/SC. */
export const CARD_READER_PARTS = ['pcscd', 'pcscd-place', 'vpcd'] as const;

export function findPart(name: PartName): Part {
  switch (name) {
    case 'pcscd':
      return { path: findExecutable('pcscd'), remedy: 'install the Debian package pcscd' };
    case 'pcscd-place':
      return { path: findPcscdPlace()?.kind, remedy: NO_PLACE_REMEDY };
    case 'vpcd':
      return {
        path: findFile('/usr/lib/pcsc/drivers/serial/libifdvpcd.so'),
        remedy: 'install the Debian package vsmartcard-vpcd',
      };
    case 'ausweisapp':
      return {
        path: findExecutable('AusweisApp2', 'AusweisApp'),
        remedy: 'install the Debian package ausweisapp2 (ausweisapp in newer releases)',
      };
    case 'chromium':
      return { path: findExecutable('chromium'), remedy: 'install the Debian package chromium' };
    case 'openpace':
      return { path: findExecutable('cvc-create'), remedy: 'install the Debian package openpace' };
    case 'openssl':
      return { path: findExecutable('openssl'), remedy: 'install the Debian package openssl' };
    case 'postgresql':
      return { path: findPostgresql(), remedy: 'install the Debian package postgresql' };
    case 'softhsm':
      return {
        path: findFile('/usr/lib/softhsm/libsofthsm2.so'),
        remedy: 'install the Debian package softhsm2',
      };
    case 'softhsm2-util':
      return {
        path: findExecutable('softhsm2-util'),
        remedy: 'install the Debian package softhsm2',
      };
    case 'systemd':
      return {
        path: findExecutable('systemd-analyze'),
        remedy: 'install the Debian package systemd',
      };
    case 'xvfb':
      return { path: findExecutable('Xvfb'), remedy: 'install the Debian package xvfb' };
  }
}

/** The path of a part. Throws an error that says how to get it where it is absent. */
export function requirePart(name: PartName): string {
  const { path, remedy } = findPart(name);
  if (path === undefined) throw new RigError('part-missing', `${name} is missing: ${remedy}`);
  return path;
}

/** A `describe` that needs real parts. */
export function describeWithParts(
  names: readonly PartName[],
  title: string,
  define: () => void,
): void {
  const { REQUIRE_REAL_PARTS } = process.env;
  const missing = names
    .map((name) => ({ name, ...findPart(name) }))
    .filter(({ path }) => path === undefined)
    .map(({ name, remedy }) => `${name} is missing: ${remedy}`)
    .join('; ');
  if (missing === '') {
    describe(title, define);
  } else if (REQUIRE_REAL_PARTS === '1') {
    describe(title, () => {
      it('has its real parts', () => {
        throw new RigError('part-missing', missing);
      });
    });
  } else {
    console.warn(`skipped: ${title}. ${missing}`);
    describe.skip(`${title} (${missing})`, define);
  }
}
