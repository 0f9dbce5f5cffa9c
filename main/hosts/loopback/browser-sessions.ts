import { ROLES, type Role } from '../../contract/roles.ts';
import { SESSIONS_PER_ROLE_MAX } from './limits.ts';
import { digestOf, isDigestOf, newSecretValue } from './secret-value.ts';

/**
 * The cookies that stand for a used launch token. A cookie belongs to one role; its name carries
 * the port because browsers share cookies between the ports of an address.
 */
export class BrowserSessions {
  readonly #digests = new Map<Role, readonly Uint8Array[]>();
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** Starts a session and returns the value of its `Set-Cookie` header. */
  start(role: Role): string {
    const value = newSecretValue();
    const digests = [...(this.#digests.get(role) ?? []), digestOf(value)];
    this.#digests.set(role, digests.slice(-SESSIONS_PER_ROLE_MAX));
    return `${this.#cookieName(role)}=${value}; Path=/; HttpOnly; SameSite=Strict`;
  }

  holds(cookieHeader: string | undefined, role: Role): boolean {
    const digests = this.#digests.get(role) ?? [];
    return cookieValues(cookieHeader, this.#cookieName(role)).some((value) =>
      digests.some((digest) => isDigestOf(digest, value)),
    );
  }

  holdsAny(cookieHeader: string | undefined): boolean {
    return ROLES.some((role) => this.holds(cookieHeader, role));
  }

  #cookieName(role: Role): string {
    return `schnellspur-${this.#port}-${role}`;
  }
}

function cookieValues(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
