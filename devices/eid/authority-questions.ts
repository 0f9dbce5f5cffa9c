import type { Clock } from '../kit/clock.ts';
import type { TerminalAuthority } from './terminal-authority.ts';

/** An authority that always answers in time: silence and a session that has ended count as no. */

/** Long enough for a slow line; a card lies still that long, and so does a visitor. */
export const AUTHORITY_ANSWER_MS = 10_000;

const UNREACHABLE = { kind: 'unreachable' } as const;

export function answeringInTime(
  authority: TerminalAuthority,
  clock: Clock,
  abandoned: AbortSignal | undefined,
): TerminalAuthority {
  const inTime = async <Answer>(
    ask: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer | typeof UNREACHABLE> => {
    const late = new AbortController();
    const signal = AbortSignal.any([late.signal, ...(abandoned ? [abandoned] : [])]);
    const silence = Promise.withResolvers<typeof UNREACHABLE>();
    const giveUp = (): void => silence.resolve(UNREACHABLE);
    signal.addEventListener('abort', giveUp, { once: true });
    const timer = clock.setTimeout(() => late.abort(), AUTHORITY_ANSWER_MS);
    try {
      return await Promise.race([ask(signal), silence.promise]);
    } finally {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    }
  };
  return {
    chainFor: (references) => inTime((signal) => authority.chainFor(references, signal)),
    sign: (challenge) => inTime((signal) => authority.sign(challenge, signal)),
  };
}
