import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { ROLES, type Role } from '../contract/roles.ts';
import { HostError } from './host-error.ts';

/**
 * The built screens, read once when a host starts. Both hosts answer from this table alone, so no
 * request ever becomes a path on the disk.
 */

export const FILES_MAX = 500;
export const FILE_BYTES_MAX = 16 * 1024 * 1024;
const TOTAL_BYTES_MAX = 64 * 1024 * 1024;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** For developers and build tools only. */
const NOT_SERVED = /(^|\/)\.|\.map$/;

export interface PageFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/** By URL path, as in `/assets/visitor-3f2a.js`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

export function pagePath(role: Role): string {
  return `/${role}.html`;
}

/** Tells a page which of its role's screens it is. */
export function placeQuery(place: number): string {
  return place === 1 ? '' : `?place=${place}`;
}

/**
 * Reads the files below `folder`, leaving out the pages of roles that are not served. Rejects with
 * `pages-missing`, `pages-too-large` or `page-type-unknown`.
 */
export async function readPageFiles(folder: string, roles: readonly Role[]): Promise<PageFiles> {
  const files = new Map<string, PageFile>();
  const hidden = new Set(ROLES.filter((role) => !roles.includes(role)).map(pagePath));
  let totalBytes = 0;
  for (const path of await listFiles(folder)) {
    const urlPath = `/${relative(folder, path).split(sep).map(encodeURIComponent).join('/')}`;
    if (NOT_SERVED.test(urlPath) || hidden.has(urlPath)) continue;
    totalBytes += await sizeOf(path);
    if (files.size >= FILES_MAX || totalBytes > TOTAL_BYTES_MAX) throw tooLarge(folder);
    files.set(urlPath, {
      body: new Uint8Array(await readFile(path)),
      contentType: contentTypeOf(path),
    });
  }
  const missing = roles.map(pagePath).filter((path) => !files.has(path));
  if (missing.length > 0) throw pagesMissing(folder, missing.join(', '));
  return files;
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (cause) {
    throw pagesMissing(folder, 'the folder', cause);
  }
}

async function sizeOf(path: string): Promise<number> {
  const { size } = await stat(path);
  if (size > FILE_BYTES_MAX) throw tooLarge(path);
  return size;
}

function contentTypeOf(path: string): string {
  const contentType = CONTENT_TYPES[extname(path).toLowerCase()];
  if (contentType === undefined) {
    throw new HostError(
      'page-type-unknown',
      `${path} is of no known type: remove it from the build of the screens, or add its type in main/hosts/page-files.ts.`,
    );
  }
  return contentType;
}

function pagesMissing(folder: string, what: string, cause?: unknown): HostError {
  return new HostError(
    'pages-missing',
    `The built screens are not complete: ${what} is missing in ${folder}. Build the screens first.`,
    { cause },
  );
}

function tooLarge(path: string): HostError {
  return new HostError(
    'pages-too-large',
    `${path} holds more than the screens may: at most ${FILES_MAX} files of ${FILE_BYTES_MAX} bytes and ${TOTAL_BYTES_MAX} bytes in all. Check that it is the folder of the built screens.`,
  );
}
