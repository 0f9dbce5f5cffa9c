import type { Role } from '../../contract/roles.ts';
import { TOKENS_PER_ROLE_MAX } from './limits.ts';
import { digestOf, isDigestOf, newSecretValue } from './secret-value.ts';

/** What an address opens. */
export interface Launch {
  readonly role: Role;
  /** Which of the role's screens, from 1. */
  readonly place: number;
}

interface LaunchToken extends Launch {
  readonly digest: Uint8Array;
  readonly expiresAtMs: number;
}

/** One-time tokens, each good for one browser, one role and a short while. */
export class LaunchTokens {
  #tokens: readonly LaunchToken[] = [];
  readonly #lifetimeMs: number;
  readonly #nowMs: () => number;

  constructor(lifetimeMs: number, nowMs: () => number) {
    this.#lifetimeMs = lifetimeMs;
    this.#nowMs = nowMs;
  }

  issue({ role, place }: Launch): string {
    const value = newSecretValue();
    const token = {
      role,
      place,
      digest: digestOf(value),
      expiresAtMs: this.#nowMs() + this.#lifetimeMs,
    };
    const others = this.#tokens.filter((other) => other.role !== role);
    const sameRole = this.#tokens.filter((other) => other.role === role);
    this.#tokens = [...others, ...[...sameRole, token].slice(-TOKENS_PER_ROLE_MAX)];
    return value;
  }

  /** What a token that is still good opens, or `null`. Whichever it is, it is used up. */
  redeem(value: string): Launch | null {
    const matching = this.#tokens.filter((token) => isDigestOf(token.digest, value));
    this.#tokens = this.#tokens.filter((token) => !matching.includes(token));
    const [token] = matching;
    return token !== undefined && this.#nowMs() < token.expiresAtMs ? token : null;
  }
}
