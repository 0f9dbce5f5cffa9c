import { describe, expect, it } from 'vitest';
import { LaunchTokens } from './launch-tokens.ts';
import { TOKENS_PER_ROLE_MAX } from './limits.ts';

const LIFETIME_MS = 1_000;

function createTokens() {
  const clock = { nowMs: 0 };
  return { clock, tokens: new LaunchTokens(LIFETIME_MS, () => clock.nowMs) };
}

const VISITOR = { role: 'visitor', place: 1 } as const;
const STAFF = { role: 'staff', place: 2 } as const;

describe('launch tokens', () => {
  it('are long, unlike, and good once for their own role', () => {
    const { tokens } = createTokens();
    const first = tokens.issue(VISITOR);
    const second = tokens.issue(STAFF);
    expect(Buffer.from(first, 'base64url').byteLength).toBeGreaterThanOrEqual(16);
    expect(first).not.toBe(second);
    expect(tokens.redeem(second)).toMatchObject(STAFF);
    expect(tokens.redeem(second)).toBeNull();
    expect(tokens.redeem(first)).toMatchObject(VISITOR);
  });

  it('expire', () => {
    const { clock, tokens } = createTokens();
    const token = tokens.issue(VISITOR);
    clock.nowMs = LIFETIME_MS;
    expect(tokens.redeem(token)).toBeNull();
  });

  it.each(['', 'x', 'visitor', '\u0000'])('refuse %j', (guess) => {
    const { tokens } = createTokens();
    const token = tokens.issue(VISITOR);
    expect(tokens.redeem(guess)).toBeNull();
    expect(tokens.redeem(token.slice(0, -1))).toBeNull();
    expect(tokens.redeem(`${token} `)).toBeNull();
    expect(tokens.redeem(token)).toMatchObject(VISITOR);
  });

  it('are kept up to a maximum for each role; the oldest goes first', () => {
    const { tokens } = createTokens();
    const staff = tokens.issue(STAFF);
    const issued = Array.from({ length: TOKENS_PER_ROLE_MAX + 1 }, () => tokens.issue(VISITOR));
    const [oldest = '', second = ''] = issued;
    expect(tokens.redeem(oldest)).toBeNull();
    expect(tokens.redeem(second)).toMatchObject(VISITOR);
    expect(tokens.redeem(staff)).toMatchObject(STAFF);
  });
});
