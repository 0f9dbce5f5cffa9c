import { describe, expect, it } from 'vitest';
import { LaunchTokens } from './launch-tokens.ts';
import { TOKENS_PER_ROLE_MAX } from './limits.ts';

const LIFETIME_MS = 1_000;

function createTokens() {
  const clock = { nowMs: 0 };
  return { clock, tokens: new LaunchTokens(LIFETIME_MS, () => clock.nowMs) };
}

describe('launch tokens', () => {
  it('are long, unlike, and good once for their own role', () => {
    const { tokens } = createTokens();
    const first = tokens.issue('visitor');
    const second = tokens.issue('staff');
    expect(Buffer.from(first, 'base64url').byteLength).toBeGreaterThanOrEqual(16);
    expect(first).not.toBe(second);
    expect(tokens.redeem(second)).toBe('staff');
    expect(tokens.redeem(second)).toBeNull();
    expect(tokens.redeem(first)).toBe('visitor');
  });

  it('expire', () => {
    const { clock, tokens } = createTokens();
    const token = tokens.issue('visitor');
    clock.nowMs = LIFETIME_MS;
    expect(tokens.redeem(token)).toBeNull();
  });

  it.each(['', 'x', 'visitor', '\u0000'])('refuse %j', (guess) => {
    const { tokens } = createTokens();
    const token = tokens.issue('visitor');
    expect(tokens.redeem(guess)).toBeNull();
    expect(tokens.redeem(token.slice(0, -1))).toBeNull();
    expect(tokens.redeem(`${token} `)).toBeNull();
    expect(tokens.redeem(token)).toBe('visitor');
  });

  it('are kept up to a maximum for each role; the oldest goes first', () => {
    const { tokens } = createTokens();
    const staff = tokens.issue('staff');
    const issued = Array.from({ length: TOKENS_PER_ROLE_MAX + 1 }, () => tokens.issue('visitor'));
    const [oldest = '', second = ''] = issued;
    expect(tokens.redeem(oldest)).toBeNull();
    expect(tokens.redeem(second)).toBe('visitor');
    expect(tokens.redeem(staff)).toBe('staff');
  });
});
