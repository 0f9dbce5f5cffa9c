import type { IncomingHttpHeaders } from 'node:http';
import type { SerializeOptions } from '@fastify/cookie';

/** The cookie that holds a session's token: for no script, no other site and no other path. */
export interface SessionCookie {
  tokenIn(headers: IncomingHttpHeaders): string | undefined;
  /** Values of `Set-Cookie`. */
  begin(token: string): string;
  end(): string;
}

/** What `@fastify/cookie` does, once it is registered. */
export interface CookieCodec {
  parse(header: string): Readonly<Record<string, string | undefined>>;
  serialize(name: string, value: string, options: SerializeOptions): string;
}

export function createSessionCookie(
  publicOrigin: string | undefined,
  { parse, serialize }: CookieCodec,
): SessionCookie {
  const secure = isEncrypted(publicOrigin);
  // The prefix makes browsers refuse the cookie unless it is Secure and of this very host.
  const name = secure ? '__Host-schnellspur' : 'schnellspur';
  const options: SerializeOptions = { httpOnly: true, sameSite: 'strict', path: '/', secure };
  return {
    tokenIn: ({ cookie = '' }) => parse(cookie)[name],
    begin: (token) => serialize(name, token, options),
    end: () => serialize(name, '', { ...options, maxAge: 0 }),
  };
}

export function isEncrypted(publicOrigin: string | undefined): boolean {
  return publicOrigin?.startsWith('https://') === true;
}
