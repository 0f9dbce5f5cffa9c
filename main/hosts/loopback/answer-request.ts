import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Role } from '../../contract/roles.ts';
import type { ReportIncident } from '../host-incident.ts';
import { type PageFiles, pagePath, placeQuery } from '../page-files.ts';
import { PAGE_HEADERS } from '../page-headers.ts';
import type { BrowserSessions } from './browser-sessions.ts';
import type { LaunchTokens } from './launch-tokens.ts';
import { checkRequest } from './request-checks.ts';

export const LAUNCH_PATH = '/launch';

export interface RequestContext {
  readonly port: number;
  readonly roles: readonly Role[];
  readonly files: PageFiles;
  readonly tokens: LaunchTokens;
  readonly sessions: BrowserSessions;
  readonly report: ReportIncident;
}

const SENTENCES = {
  400: 'This request cannot be read.',
  403: 'This address is not open to you. Use the address that the terminal printed when it started; each works once and for two minutes.',
  404: 'There is nothing at this address.',
  405: 'Only GET and HEAD are answered here.',
} as const;

/** Answers one plain HTTP request: a launch, or a file of the table. */
export function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): void {
  const refusal = checkRequest(request, context.port);
  if (refusal !== null) {
    context.report({ code: refusal.code });
    refuse(response, refusal.status);
    return;
  }
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  if (path === LAUNCH_PATH) {
    answerLaunch(request, response, context, query);
  } else {
    answerFile(request, response, context, path);
  }
}

function answerLaunch(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
  query: string,
): void {
  // A HEAD request is a preview by some tool; it must not use up the token.
  if (request.method !== 'GET') {
    refuse(response, 405);
    return;
  }
  const launch = context.tokens.redeem(new URLSearchParams(query).get('token') ?? '');
  if (launch === null) {
    context.report({ code: 'token-refused' });
    refuse(response, 403);
    return;
  }
  response.writeHead(303, {
    ...PAGE_HEADERS,
    Location: `${pagePath(launch.role)}${placeQuery(launch.place)}`,
    'Set-Cookie': context.sessions.start(launch.role),
    'Content-Length': 0,
  });
  response.end();
}

function answerFile(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
  path: string,
): void {
  const { cookie } = request.headers;
  const pageRole = context.roles.find((role) => pagePath(role) === path);
  const isLetIn =
    pageRole === undefined
      ? context.sessions.holdsAny(cookie)
      : context.sessions.holds(cookie, pageRole);
  if (!isLetIn) {
    context.report({ code: 'cookie-refused' });
    refuse(response, 403);
    return;
  }
  const file = context.files.get(path);
  if (file === undefined) {
    refuse(response, 404);
    return;
  }
  response.writeHead(200, {
    ...PAGE_HEADERS,
    'Content-Type': file.contentType,
    'Content-Length': file.body.byteLength,
  });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

function refuse(response: ServerResponse, status: keyof typeof SENTENCES): void {
  const body = `${SENTENCES[status]}\n`;
  response.writeHead(status, {
    ...PAGE_HEADERS,
    ...(status === 405 ? { Allow: 'GET, HEAD' } : {}),
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    // The body of a refused request is not read, so the connection cannot serve another one.
    Connection: 'close',
  });
  response.end(body);
}
