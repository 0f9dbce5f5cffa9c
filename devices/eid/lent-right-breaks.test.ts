import { describe, expect, it } from 'vitest';
import { fromHex } from '../kit/bytes.ts';
import { CARD_PROFILES } from '../simulators/eid-card/profiles.ts';
import type { TerminalAuthority } from './terminal-authority.ts';
import { CAN, createBench, type Lie, NEW_PIN } from './testing/lent-right-bench.ts';

/** What breaks off in the middle, at every command, and what is then said of the card. */

const COMMANDS = 31;
const SET_PIN = 25;
const everyCommand = Array.from({ length: COMMANDS }, (_, index) => index + 1);
const secrets = { can: CAN, newPin: NEW_PIN };
const how = { activate: 'if-off' } as const;

describe('a card pulled in the middle', () => {
  const pulls = everyCommand.flatMap((atCommand) =>
    (['before-processing', 'after-processing'] as const).map((when) => ({ atCommand, when })),
  );
  it.each(pulls)('at command $atCommand $when is told truthfully and tried again', async (pull) => {
    const { terminal, card, lent, steps, journal } = createBench(undefined, { pull });
    const outcome = await terminal.setPinByRight(secrets, lent, how, { journal });
    expect(outcome.kind).toBe('card-removed');
    if (outcome.kind !== 'card-removed') return;
    const { pin, pinActive } = card.state();
    const begun = steps.includes('activate-eid begun');
    expect(outcome.eidFunction !== undefined).toBe(begun);
    if (outcome.eidFunction !== 'unknown') expect(pinActive).toBe(begun);
    if (outcome.newPin === 'not-set') expect(pin).toBe('123456');
    if (pin !== '123456') expect(outcome.newPin).toBe('unknown');
    // No step is left open in the journal.
    const open = steps.filter((step) => step.endsWith('begun')).length * 2;
    expect(steps).toHaveLength(open);

    card.insert();
    const again = await terminal.setPinByRight(secrets, lent, how);
    expect(again).toMatchObject({ kind: 'ok', activated: !pinActive });
    expect(card.state()).toMatchObject({ pin: '271828', pinActive: true, retryCounter: 3 });
  });
});

describe('a chip that lies at one command', () => {
  const flip: Lie = (answer) => answer.with(-3, (answer.at(-3) ?? 0) ^ 1);
  const lies: readonly [string, Lie][] = [
    ['is not authentic', (answer) => (answer.length > 2 ? flip(answer, answer) : fromHex('6F00'))],
    ['has no protection', () => fromHex('9000')],
    ['is an error', () => fromHex('6982')],
  ];
  it.each(everyCommand.flatMap((at) => lies.map(([what, lie]) => [at, what, lie] as const)))(
    'at command %i that %s sets no PIN unseen',
    async (atCommand, _, lie) => {
      const { terminal, card, lent } = createBench(undefined, { atCommand, lie });
      const outcome = await terminal.setPinByRight(secrets, lent, how);
      const { pin, pinActive } = card.state();
      if (outcome.kind === 'ok') expect(pin).toBe('271828');
      if (pin !== '123456') {
        const told =
          outcome.kind === 'ok' ||
          outcome.kind === 'not-proven' ||
          ('newPin' in outcome && outcome.newPin === 'unknown');
        expect(told).toBe(true);
      }
      if (pinActive && 'newPin' in outcome) expect(outcome.eidFunction).toBeDefined();
      expect(outcome.kind).not.toBe('wrong-pin');
    },
  );

  it('about the new PIN itself: nobody claims to know, but the function is on', async () => {
    const { terminal, lent } = createBench(undefined, { atCommand: SET_PIN, lie: flip });
    expect(await terminal.setPinByRight(secrets, lent, how)).toEqual({
      kind: 'protocol-violation',
      step: 'secure-messaging',
      newPin: 'unknown',
      eidFunction: 'activated',
    });
  });

  it('about the proof: the PIN is set and not proven', async () => {
    for (const atCommand of [COMMANDS - 4, COMMANDS]) {
      const bench = createBench(undefined, { atCommand, lie: () => fromHex('63C1') });
      const outcome = await bench.terminal.setPinByRight(secrets, bench.lent, how);
      expect(outcome).toEqual({ kind: 'not-proven', activated: true });
    }
  });

  it('offers less in EF.CardAccess than was signed', async () => {
    // Terminal authentication in another version: the rest works all the same.
    const lie: Lie = (answer) => {
      const at = Buffer.from(answer).indexOf(Buffer.from('060804007F0007020202020102', 'hex'));
      return answer.with(at + 12, 1);
    };
    const { terminal, lent, instructions } = createBench(undefined, { atCommand: 2, lie });
    expect(await terminal.setPinByRight(secrets, lent, how)).toEqual({
      kind: 'chip-not-genuine',
      evidence: 'passive-authentication',
    });
    expect(instructions).not.toContain('44');
  });
});

describe('a session that ends while the authority is asked', () => {
  it.each(['chainFor', 'sign'] as const)('stops at %s', async (question) => {
    const { terminal, lent, card, steps, journal } = createBench(CARD_PROFILES.ready);
    const session = new AbortController();
    const authority: TerminalAuthority = {
      ...lent.authority,
      [question]: () => {
        session.abort();
        return new Promise(() => {});
      },
    };
    const task = { journal, signal: session.signal };
    const outcome = await terminal.setPinByRight(secrets, { ...lent, authority }, how, task);
    expect(outcome).toMatchObject({ kind: 'card-removed', newPin: 'not-set' });
    expect(steps).toEqual([]);
    expect(card.state().pin).toBe('123456');
  });
});
