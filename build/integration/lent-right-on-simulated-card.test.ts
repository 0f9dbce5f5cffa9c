import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LentRight } from '../../devices/eid/unlock-chip.ts';
import { CARD_PROFILES, type EidProfileName } from '../../devices/simulators/eid-card/profiles.ts';
import {
  createSimulatedCard,
  type Pull,
  type SimulatedEidCard,
} from '../../devices/simulators/eid-card/simulated-card.ts';
import { trustPointOf } from '../../devices/simulators/eid-card/trust-points.ts';
import type { SetPinByRightOutcome } from '../../state-machines/ports/card.ts';
import { waitForAppReader } from './rig/app-readers.ts';
import { type AusweisApp, startAusweisApp } from './rig/ausweisapp.ts';
import type { AusweisAppClient } from './rig/ausweisapp-client.ts';
import { changePin } from './rig/change-pin.ts';
import {
  COMMANDS,
  cardOf,
  LENT,
  lentBy,
  NEW_PIN,
  ok,
  type Purpose,
  pki,
  placeOf,
  renewed,
  SECRETS,
  stateAfter,
  TERMINAL,
  TODAY,
  toldOf,
} from './rig/fast-lane.ts';
import { authorityOver } from './rig/lent-authority.ts';
import { createCertificate } from './rig/openpace.ts';
import { type OwnTerminal, openOwnTerminal } from './rig/own-terminal.ts';
import { type PrivatePcscd, startPcscd } from './rig/pcscd.ts';
import { CARD_READER_PARTS, describeWithParts } from './rig/requirements.ts';
import { createTemporaryFolder, type TemporaryFolder } from './rig/temporary-folder.ts';

/** The fast lane through the real pcscd: our terminal sets PINs under a right that is lent to it. */

const IF_OFF = { activate: 'if-off' } as const;

describeWithParts(CARD_READER_PARTS, 'a lent right over real PC/SC', () => {
  let pcscd: PrivatePcscd;
  let own: OwnTerminal;
  /** At the second reader. */
  let other: OwnTerminal;

  beforeAll(async () => {
    pcscd = await startPcscd();
    own = await openOwnTerminal(pcscd, 0);
    other = await openOwnTerminal(pcscd, 1);
  });
  afterEach(async () => {
    await own.takeOut();
    await other.takeOut();
  });
  afterAll(async () => {
    own?.close();
    other?.close();
    await pcscd?.stop();
  });

  /** On a card that is just put in. */
  async function setPin(card: SimulatedEidCard, lent: LentRight = LENT) {
    const { exchanges } = await own.putIn(card);
    const outcome = await own.terminal.setPinByRight(SECRETS, lent, IF_OFF);
    return { outcome, instructions: exchanges.map(({ instruction }) => inHex(instruction)) };
  }

  it('activates, sets and proves in 31 commands, none of them to spare', async () => {
    const card = cardOf('function-off');
    const { outcome, instructions } = await setPin(card);
    expect(outcome).toEqual(ok({ activated: true }));
    expect(instructions).toEqual(COMMANDS.map(([instruction]) => instruction));
    expect(card.state()).toEqual(renewed('function-off'));
  });

  it('needs three commands less where it has read the state of the same card before', async () => {
    const { exchanges } = await own.putIn(cardOf('function-off'));
    expect(await own.terminal.readState()).toEqual({ kind: 'deactivated' });
    const before = exchanges.length;
    expect(await own.terminal.setPinByRight(SECRETS, LENT, IF_OFF)).toMatchObject({ kind: 'ok' });
    expect(exchanges.length - before).toBe(COMMANDS.length - 3);
  });

  it.each<[EidProfileName, { activated: boolean; documentType?: string }]>([
    ['function-off-blocked', { activated: true }],
    ['ready', { activated: false }],
    ['transport-pin', { activated: false }],
    ['one-try-left', { activated: false }],
    ['blocked', { activated: false }],
    ['puk-spent', { activated: false }],
    ['residence-permit', { activated: false, documentType: 'AR' }],
    ['eu-citizen', { activated: false, documentType: 'UB' }],
  ])('serves %s', async (profile, facts) => {
    const card = cardOf(profile);
    const { outcome, instructions } = await setPin(card);
    expect(outcome).toEqual(ok(facts));
    expect(instructions).toHaveLength(facts.activated ? COMMANDS.length : COMMANDS.length - 1);
    expect(card.state()).toEqual(renewed(profile));
  });

  it.each<[EidProfileName, Purpose, SetPinByRightOutcome]>([
    ['expired', 'end of validity', { kind: 'document-expired' }],
    ['too-young', 'age', { kind: 'holder-too-young' }],
    ['clone', 'chip authentication', { kind: 'chip-not-genuine', evidence: 'chip-authentication' }],
    [
      'broken-card-security',
      'chip authentication',
      { kind: 'chip-not-genuine', evidence: 'passive-authentication' },
    ],
    ['wrong-trust-anchor', 'tokens', { kind: 'right-refused', reason: 'no-chain' }],
    [
      'certificate-expired',
      'certificate of the document verifier',
      {
        kind: 'terminal-not-accepted',
        step: 'terminal-authentication.verify-certificate',
        statusWord: 0x6984,
      },
    ],
  ])('changes nothing on %s, and goes no further than %s', async (profile, last, expected) => {
    const card = cardOf(profile);
    const { outcome, instructions } = await setPin(card);
    expect(outcome).toEqual(expected);
    const way = COMMANDS.slice(0, placeOf(last)).map(([instruction]) => instruction);
    // A copied chip shows itself only in its answer to the key agreement.
    expect(instructions).toEqual(profile === 'clone' ? [...way, '86'] : way);
    expect(card.state()).toEqual(CARD_PROFILES[profile].state);
  });

  it('teaches the chip the successor of its trust point, in two commands more', async () => {
    const authority = authorityOver({ dv: pki.successorDv, terminal: TERMINAL }, [pki.link]);
    const card = cardOf('function-off');
    const { outcome, instructions } = await setPin(card, lentBy(authority));
    expect(outcome).toEqual(ok({ activated: true }));
    expect(instructions).toHaveLength(COMMANDS.length + 2);
    const { trust, ...state } = card.state();
    expect(state).toEqual(renewed('function-off'));
    expect(trust?.points).toHaveLength(2);
    await own.takeOut();

    const again = await setPin(card, lentBy(authority));
    expect(again.outcome).toEqual(ok({ activated: false }));
    expect(again.instructions).toHaveLength(COMMANDS.length - 1);
  });

  describe('pulled away', () => {
    const PROFILE = 'function-off-blocked';

    /** All that was said and all that the card holds, for one card that is pulled and put back. */
    async function story({ terminal, putIn, takeOut }: OwnTerminal, pull: Pull) {
      const card = cardOf(PROFILE, pull);
      const openSteps: string[] = [];
      const journal = {
        begun: (step: string) => void openSteps.push(step),
        ended: () => void openSteps.pop(),
      };
      await putIn(card);
      const outcome = await terminal.setPinByRight(SECRETS, LENT, IF_OFF, { journal });
      const left = card.state();
      await takeOut();
      await putIn(card);
      const again = await terminal.setPinByRight(SECRETS, LENT, IF_OFF);
      return { outcome, openSteps, left, again, end: card.state() };
    }

    /** Where the chip may have changed before the card went, or not. */
    const CHANGING = new Set(
      (['ACTIVATE', 'RESET RETRY COUNTER', 'PACE with the new PIN'] as const).map(placeOf),
    );
    /**
     * vpcd takes 40 ms a command, so each is pulled one way here, in turn, and both ways only where
     * it matters most. Without a reader all are pulled both ways (`lent-right-breaks.test.ts`).
     */
    const PULLS: readonly Pull[] = COMMANDS.flatMap((_, index): Pull[] => {
      const pulled = (when: Pull['when']): Pull => ({ atCommand: index + 1, when });
      const [before, after] = [pulled('before-processing'), pulled('after-processing')];
      if (CHANGING.has(index + 1)) return [before, after];
      return index % 2 === 0 ? [before] : [after];
    });
    const halfway = Math.ceil(PULLS.length / 2);

    async function survives(terminal: OwnTerminal, pull: Pull) {
      const { atCommand, when } = pull;
      const { outcome, openSteps, left, again, end } = await story(terminal, pull);
      expect(outcome).toEqual(toldOf(atCommand));
      expect(openSteps).toEqual([]);
      const processed = when === 'after-processing' ? atCommand : atCommand - 1;
      expect(left).toEqual(stateAfter(PROFILE, processed));
      expect(again).toEqual(ok({ activated: !left.pinActive }));
      expect(end).toEqual(renewed(PROFILE));
    }

    // Both readers at once.
    it.each(PULLS.slice(0, halfway).map((pull, index) => [pull, PULLS[index + halfway]] as const))(
      'at %j and %j: told truthfully, and finished by a second try',
      async (pull, next) => {
        await Promise.all([survives(own, pull), ...(next ? [survives(other, next)] : [])]);
      },
    );
  });

  describeWithParts(['openpace'], 'under a chain that cvc-create made', () => {
    const VALIDITY = { issued: '261121', expires: '261223' };
    const ORDER = { rights: ['pin-management', 'can-allowed', 'verify-age', 'read-dg1'] };
    let folder: TemporaryFolder;

    beforeAll(async () => {
      folder = await createTemporaryFolder();
    });
    afterAll(() => folder?.remove());

    it('activates, sets and proves in as many commands', async () => {
      const order = { ...ORDER, ...VALIDITY };
      const cvca = await createCertificate(folder.path, {
        ...order,
        reference: 'DEOPENPACE00001',
        role: 'cvca',
      });
      const dv = await createCertificate(
        folder.path,
        { ...order, reference: 'DEOPENDV00001', role: 'dv_domestic' },
        cvca,
      );
      const terminal = await createCertificate(
        folder.path,
        { ...order, reference: 'DEOPENAT00001', role: 'terminal' },
        dv,
      );
      const point = trustPointOf(cvca.certificate);
      if (!point) throw new Error('the certificate makes no trust point');
      const trust = { date: '2026-11-23', points: [point] };
      const off = CARD_PROFILES['function-off'];
      const card = createSimulatedCard(
        { ...off, state: { ...off.state, trust } },
        { today: TODAY },
      );
      const { outcome, instructions } = await setPin(card, lentBy(authorityOver({ dv, terminal })));
      expect(outcome).toEqual(ok({ activated: true }));
      expect(instructions).toHaveLength(COMMANDS.length);
      expect(card.state()).toEqual({ ...renewed('function-off'), trust });
    });
  });

  describeWithParts(['ausweisapp'], 'and the AusweisApp afterwards', () => {
    let app: AusweisApp | undefined;
    let client: AusweisAppClient | undefined;

    afterEach(async () => {
      await client?.close();
      await app?.stop();
      client = undefined;
      app = undefined;
    });

    // It starts when our terminal is done: it reads every card by itself as soon as it sees one.
    it.each<EidProfileName>(['function-off', 'function-off-blocked'])(
      'changes the PIN that our terminal set on %s',
      async (profile) => {
        const card = cardOf(profile);
        const { outcome } = await setPin(card);
        expect(outcome).toEqual(ok({ activated: true }));
        await own.takeOut();

        app = await startAusweisApp(pcscd.clientEnvironment);
        client = await app.connect();
        await own.putIn(card);
        const reader = await waitForAppReader(client, own.readerName, 'card');
        expect(reader.card).toMatchObject({ deactivated: false, retryCounter: 3 });
        const { outcome: theirs } = await changePin(client, { pins: [NEW_PIN], newPin: '314159' });
        expect(theirs).toBe('success');
        expect(card.state()).toEqual({ ...renewed(profile), pin: '314159' });
      },
    );
  });
});

function inHex(instruction: number): string {
  return instruction.toString(16).toUpperCase().padStart(2, '0');
}
