import { describe, expect, it } from 'vitest';
import { concat, fromHex, NO_BYTES, toHex } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { CARD_PROFILES, type EidCardProfile } from './profiles.ts';
import { afterEverything, afterPace, afterTerminalAuthentication, insert } from './test-session.ts';
import { chatOf, chipKeyIn, newKey } from './test-terminal-eac.ts';

const { can } = CARD_PROFILES.ready;
const MECHANISM = '800A04007F00070202030202';

function ready(profile?: EidCardProfile, rights?: string) {
  const inserted = afterTerminalAuthentication(profile, rights === undefined ? {} : { rights });
  const chipKey = chipKeyIn(inserted.eac.cardSecurity().data, inserted.terminal);
  return { ...inserted, chipKey };
}

describe('chip authentication', () => {
  it.each([
    [12, 'aes-128'],
    [13, 'aes-128'],
    [16, 'aes-192'],
    [17, 'aes-256'],
    [18, 'aes-256'],
  ] as const)(
    'proves the chip on curve %i with %s and renews the channel',
    (parameterId, suite) => {
      const { terminal } = afterEverything({ ...CARD_PROFILES.ready, parameterId, suite });
      expect(terminal.send('00B09C00', NO_BYTES, 0).status).toBe(0x9000);
    },
  );

  it('shows a clone by its token', () => {
    const { eac } = afterTerminalAuthentication(CARD_PROFILES.clone);
    expect(eac.proveChip()).toEqual({ status: 0x9000, isTokenRight: false });
  });

  it('takes a new random number each time', () => {
    const answers = [1, 2].map(() => {
      const { eac, terminal } = ready();
      eac.chooseChipKey();
      const data = encodeTlv(0x7c, encodeTlv(0x80, eac.key.point));
      return terminal.send('00860000', data, 0).data;
    });
    expect(answers[0]?.slice(0, 4)).toEqual(fromHex('7C148108'));
    expect(answers[0]).toHaveLength(22);
    expect(answers[0]).not.toEqual(answers[1]);
  });

  it('needs terminal authentication', () => {
    const { eac } = afterPace();
    expect(eac.chooseChipKey()).toBe(0x6982);
  });

  it('needs the choice of a key', () => {
    const { eac, chipKey } = ready();
    expect(eac.authenticateChip(chipKey).status).toBe(0x6985);
  });

  it.each([
    ['the key', `${MECHANISM}840129`, 0x9000],
    ['no such key', `${MECHANISM}840130`, 0x6a88],
    ['no key', MECHANISM, 0x6a80],
    ['a key of two bytes', `${MECHANISM}84020029`, 0x6a80],
    ['no mechanism', '840129', 0x6a80],
    ['another suite', '800A04007F00070202030204840129', 0x6a80],
    ['the mechanism of PACE', '800A04007F00070202040202840129', 0x6a80],
    ['an unknown object', `${MECHANISM}8401298500`, 0x6a80],
    ['broken TLV', '800A04', 0x6a80],
    ['the privileged key', `${MECHANISM}84012D`, 0x9000],
  ])('MSE:Set AT with %s gets its status word', (_, data, status) => {
    const { terminal } = ready();
    expect(terminal.send('002241A4', fromHex(data)).status).toBe(status);
  });

  it('keeps the privileged key for privileged terminals', () => {
    const { eac } = ready(CARD_PROFILES.ready, '0000000030');
    expect(eac.chooseChipKey(0x2d)).toBe(0x6982);
  });

  it('refuses another key than terminal authentication named with 6984', () => {
    const { eac, chipKey, terminal } = ready();
    eac.chooseChipKey();
    expect(eac.authenticateChip(chipKey, newKey(terminal)).status).toBe(0x6984);
    expect(eac.authenticateChip(chipKey).status).toBe(0x6985);
  });

  it.each<[string, string, number, string]>([
    ['a point off the curve', `7C438041${'04'.padEnd(130, '1')}`, 0x6a80, '00860000'],
    ['a compressed point', `7C238021${'02'.padEnd(66, '1')}`, 0x6a80, '00860000'],
    ['no point', '7C00', 0x6a80, '00860000'],
    ['the tag of PACE', `7C438141${'04'.padEnd(130, '1')}`, 0x6a80, '00860000'],
    ['no template', '8000', 0x6a80, '00860000'],
    ['other P1', '7C00', 0x6a86, '00860100'],
  ])('refuses %s', (_, data, status, header) => {
    const { terminal, eac } = ready();
    eac.chooseChipKey();
    expect(terminal.send(header, fromHex(data), 0).status).toBe(status);
  });

  it('wants all that there is to answer', () => {
    const { terminal, eac } = ready();
    eac.chooseChipKey();
    const data = encodeTlv(0x7c, encodeTlv(0x80, eac.key.point));
    expect(terminal.send('00860000', data, 8).status).toBe(0x6700);
  });

  it('happens once in a session, and no PACE after it', () => {
    const { eac, terminal } = afterEverything();
    expect(eac.chooseChipKey()).toBe(0x6985);
    expect(terminal.pace('pin', '123456').query).toBe(0x6985);
  });

  it('is over with the card’s reset: PACE works again', () => {
    const { card, terminal } = afterEverything();
    card.reset();
    terminal.forgetChannel();
    expect(terminal.pace('pin', '123456')).toEqual({ query: 0x9000, final: 0x9000 });
  });
});

describe('EF.CardSecurity', () => {
  it('opens with terminal authentication and comes in one answer', () => {
    const { eac, terminal } = afterPace();
    expect(eac.cardSecurity().status).toBe(0x6982);
    const { data, status } = ready().eac.cardSecurity();
    expect(status).toBe(0x9000);
    expect(encodeTlv(0x30, data.slice(4))).toEqual(data);
    expect(data.length).toBeGreaterThan(700);
    expect(terminal.send('00B09B00', NO_BYTES, 0).status).toBe(0x6982);
  });

  it('reads the same in pieces', () => {
    const { eac, terminal } = ready();
    const whole = eac.cardSecurity().data;
    let pieces = NO_BYTES;
    while (pieces.length < whole.length) {
      const place = pieces.length.toString(16).padStart(4, '0');
      pieces = concat(pieces, terminal.send(`00B0${place}`, NO_BYTES, 0xdf).data);
    }
    expect(pieces).toEqual(whole);
  });

  it('closes with the session', () => {
    const { card, terminal, eac } = ready();
    card.reset();
    terminal.forgetChannel();
    terminal.pace('can', can, chatOf('0000000030'));
    expect(eac.cardSecurity().status).toBe(0x6982);
  });

  it('of a broken card differs in its last bit only', () => {
    const sound = ready().eac.cardSecurity().data;
    const broken = ready(CARD_PROFILES['broken-card-security']).eac.cardSecurity().data;
    // Signatures are the same each day: what differs is what was broken.
    expect(broken.slice(0, -1)).toEqual(sound.slice(0, -1));
    expect(broken.at(-1)).toBe((sound.at(-1) ?? 0) ^ 1);
  });

  it('is one piece with EF.CardAccess', () => {
    const { data } = ready().eac.cardSecurity();
    const access = insert().terminal.raw('00B09C0000').data;
    const paceInfo = access.slice(3, 23);
    expect(toHex(data)).toContain(toHex(paceInfo));
  });
});
