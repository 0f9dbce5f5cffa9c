import type { Protocol, Session } from 'electron';
import { ROLES, type Role } from '../../contract/roles.ts';
import { type PageFiles, pagePath, placeQuery } from '../page-files.ts';
import { PAGE_HEADERS } from '../page-headers.ts';

const PAGE_SCHEME = 'kiosk';
const PAGE_ORIGIN = `${PAGE_SCHEME}://terminal`;

export function pageUrl(role: Role, place = 1): string {
  return `${PAGE_ORIGIN}${pagePath(role)}${placeQuery(place)}`;
}

/** Compared as text: what a URL parser makes of a look-alike does not matter then. */
export function isPageAddress(url: string): boolean {
  return url.startsWith(`${PAGE_ORIGIN}/`);
}

/** Before Electron is ready. */
export function registerPageScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: PAGE_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true },
    },
  ]);
}

/** Lets a session load the page of one role and the files that all pages share. */
export function servePages(session: Session, files: PageFiles, role: Role): void {
  session.protocol.handle(PAGE_SCHEME, (request) => answerPage(request, files, role));
}

function answerPage(request: Request, files: PageFiles, role: Role): Response {
  if (request.method !== 'GET') return refuse(405);
  if (!isPageAddress(request.url)) return refuse(404);
  const [path = ''] = request.url.slice(PAGE_ORIGIN.length).split(/[?#]/, 1);
  const isForeignPage = ROLES.some((other) => other !== role && pagePath(other) === path);
  const file = isForeignPage ? undefined : files.get(path);
  if (file === undefined) return refuse(404);
  return new Response(file.body, {
    headers: { ...PAGE_HEADERS, 'Content-Type': file.contentType },
  });
}

function refuse(status: 404 | 405): Response {
  return new Response(null, { status, headers: PAGE_HEADERS });
}
