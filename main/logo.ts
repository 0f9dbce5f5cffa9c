import { readFileSync, statSync } from 'node:fs';
import { errorCode } from './log/error-code.ts';
import type { Log } from './log/log.ts';

/** It travels with every view. */
const LOGO_BYTES_MAX = 100_000;

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** After what an SVG file may have before its root. */
const SVG_ROOT = /^\uFEFF?\s*(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/i;

/**
 * A centre's logo as an address that a page can show without asking for a file. As an image an SVG
 * runs no script and loads nothing. Null, and a line in the log, where it cannot be used.
 */
export function readLogo(path: string, log: Log): string | null {
  if (path === '') return null;
  try {
    if (statSync(path).size > LOGO_BYTES_MAX) return refused(log, 'too-large');
    const bytes = readFileSync(path);
    const type = imageType(bytes);
    if (type === null) return refused(log, 'neither-png-nor-svg');
    return `data:${type};base64,${bytes.toString('base64')}`;
  } catch (error) {
    return refused(log, errorCode(error));
  }
}

function refused(log: Log, reason: string): null {
  log('logo.not-shown', { reason });
  return null;
}

function imageType(bytes: Buffer): string | null {
  if (bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return 'image/png';
  return SVG_ROOT.test(bytes.toString('utf8')) ? 'image/svg+xml' : null;
}
