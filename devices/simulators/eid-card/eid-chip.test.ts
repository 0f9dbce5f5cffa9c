import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../kit/bytes.ts';
import { decodeTlv } from '../../kit/tlv.ts';
import { CARD_PROFILES, type EidCardProfile } from './profiles.ts';
import { createSimulatedCard } from './simulated-card.ts';
import { TestTerminal } from './test-terminal.ts';

const vectorFile = new URL('../../eid/vectors/pace.json', import.meta.url);
const vectors: {
  readonly files: { readonly efDir: string; readonly efCardAccess: string };
  readonly pace: readonly { readonly mapTerminalPub: string; readonly ephTerminalPub: string }[];
} = JSON.parse(readFileSync(vectorFile, 'utf8'));

function insert(profile: EidCardProfile = CARD_PROFILES.ready) {
  const card = createSimulatedCard(profile);
  return new TestTerminal((command) => card.transmit(command), profile);
}

describe('the files of the card', () => {
  it('are the test values for the default profile', () => {
    const terminal = insert();
    expect(toHex(terminal.raw('00B09E0000').data).toLowerCase()).toBe(vectors.files.efDir);
    expect(toHex(terminal.raw('00B09C0000').data).toLowerCase()).toBe(vectors.files.efCardAccess);
  });

  it('name the curve and suite of the profile', () => {
    const terminal = insert({ ...CARD_PROFILES.ready, parameterId: 17, suite: 'aes-256' });
    const content = terminal.raw('00B09C0000').data;
    expect(toHex(content)).toContain('060A04007F00070202040204020102020111');
    expect(decodeTlv(content).tag).toBe(0x31);
  });

  it('read as AusweisApp reads them (recorded sequence)', () => {
    const terminal = insert();
    expect(terminal.raw('00A4040C09E80704007F00070302').status).toBe(0x9000);
    expect(terminal.raw('00A4000C023F00').status).toBe(0x9000);
    expect(terminal.raw('00B09E0000').status).toBe(0x9000);
    expect(terminal.raw('00B0005A00').status).toBe(0x6282);
    expect(terminal.raw('00B09C0000').status).toBe(0x9000);
    expect(terminal.raw('00B000C400').status).toBe(0x6282);
    for (const last of ['01', '03', '06', '07']) {
      expect(terminal.raw(`FF9A01${last}00`).status).toBe(0x6e00);
    }
  });

  it.each([
    ['00B0000000', 0x6986],
    ['00B09C00', 0x6700],
    ['00B08200', 0x6700],
    ['00B0820000', 0x6a82],
    ['00B09D0000', 0x6982],
    ['00B09B0000', 0x6982],
    ['00B09CC400', 0x6282],
    ['00B09CC500', 0x6b00],
    ['00B09C0001', 0x9000],
    ['00B09C00C4', 0x9000],
    ['00B09C00C5', 0x6282],
    ['00B09C00000000', 0x9000],
    ['00B09C000000C5', 0x6282],
    ['00A4020C02011C', 0x9000],
    ['00A4000C02011C', 0x9000],
    ['00A4020C020101', 0x6a82],
    ['00A4020C0101', 0x6700],
    ['00A4000C', 0x9000],
    ['00A40000023F0000', 0x9000],
    ['00A4080C023F00', 0x6a86],
    ['00A40404023F00', 0x6a86],
    ['00A4040C09E80704007F00070301', 0x6a82],
    ['00200003', 0x6d00],
    ['0084000008', 0x6982],
    ['0082000001AA', 0x6982],
    ['002A00BE01AA', 0x6982],
    ['002281B60383015A', 0x6982],
    ['002281A40383015A', 0x6982],
    ['002241A403840129', 0x6982],
    ['80208000020609', 0x6982],
    ['802080000206', 0x6700],
    ['01A4000C', 0x6881],
    ['04A4000C', 0x6882],
    ['10A4000C', 0x6884],
    ['80A4000C', 0x6e00],
    ['FFCA000000', 0x6e00],
    ['', 0x6700],
    ['00A400', 0x6700],
    ['00A4000C000000', 0x9000],
    ['00A4000C0000', 0x6700],
    ['00A4000C00000000', 0x6700],
    ['00A4000C0000023F00', 0x9000],
    ['00A4000C0000023F000000', 0x9000],
  ])('answer %s with %i', (command, status) => {
    expect(insert().raw(command).status).toBe(status);
  });

  it('of the eID application are there and closed', () => {
    const terminal = insert();
    terminal.raw('00A4040C09E80704007F00070302');
    expect(terminal.raw('00B0810000').status).toBe(0x6982);
    expect(terminal.raw('00B0960000').status).toBe(0x6982);
    expect(terminal.raw('00B09C0000').status).toBe(0x6a82);
    expect(terminal.raw('00A4020C020104').status).toBe(0x9000);
    expect(terminal.raw('00B0000000').status).toBe(0x6982);
  });

  it('are read on from any offset once selected', () => {
    const terminal = insert();
    const whole = terminal.raw('00B09C0000').data;
    expect(terminal.raw('00B0001010').data).toEqual(whole.slice(16, 32));
    expect(terminal.raw('00B000C010')).toEqual({ data: whole.slice(192), status: 0x6282 });
    expect(terminal.raw('00B0010000').status).toBe(0x6b00);
    terminal.raw('00A4000C023F00');
    expect(terminal.raw('00B0000010').status).toBe(0x6986);
  });
});

const OID = '800A04007F00070202040202';
const AT_CHAT = '7F4C12060904007F0007030102025305';
const IS_CHAT = '7F4C0E060904007F000703010201530123';
const ST_CHAT = '7F4C0E060904007F000703010203530103';

describe('MSE:Set AT', () => {
  it.each([
    ['the OID, PIN and parameters', `${OID}830103 84010D`, 0x9000],
    ['no parameters', `${OID}830103`, 0x9000],
    ['other parameters', `${OID}830103 84010C`, 0x6a88],
    ['parameters of two bytes', `${OID}830103 8402000D`, 0x6a88],
    ['an unknown password', `${OID}830105 84010D`, 0x6a88],
    ['no password', `${OID}84010D`, 0x6a80],
    ['a password reference of two bytes', `${OID}83020003 84010D`, 0x6a80],
    ['another OID', '800A04007F00070202040204 830103 84010D', 0x6a80],
    ['no OID', '830103 84010D', 0x6a80],
    ['an object twice', `${OID}830103 830102 84010D`, 0x6a80],
    ['an unknown object', `${OID}830103 84010D 990100`, 0x6a80],
    ['broken TLV', '800A04', 0x6a80],
    ['an AT CHAT for the PIN', `${OID}830103 84010D ${AT_CHAT}0000000020`, 0x9000],
    ['an AT CHAT for the CAN', `${OID}830102 84010D ${AT_CHAT}0000000030`, 0x9000],
    // The card carries trust points for authentication terminals only.
    ['an IS CHAT for the MRZ', `${OID}830101 84010D ${IS_CHAT}`, 0x6a88],
    ['an ST CHAT for the PUK', `${OID}830104 84010D ${ST_CHAT}`, 0x6a88],
    ['an AT CHAT for the CAN without CAN allowed', `${OID}830102 ${AT_CHAT}0000000020`, 0x6a80],
    ['an AT CHAT for the PUK', `${OID}830104 ${AT_CHAT}0000000030`, 0x6a80],
    ['an IS CHAT for the PIN', `${OID}830103 ${IS_CHAT}`, 0x6a80],
    ['an ST CHAT for the MRZ', `${OID}830101 ${ST_CHAT}`, 0x6a80],
    ['a CHAT of no known role', `${OID}830103 ${IS_CHAT.replace('0201', '0209')}`, 0x6a88],
    ['a CHAT of the wrong length', `${OID}830103 ${IS_CHAT.replace('0201', '0202')}`, 0x6a80],
    ['an empty CHAT', `${OID}830103 7F4C00`, 0x6a80],
    ['a broken CHAT', `${OID}830103 7F4C020609`, 0x6a80],
  ])('with %s gets its status word', (_, data, status) => {
    const bytes = fromHex(data);
    const length = bytes.length.toString(16).padStart(2, '0');
    expect(insert().raw(`0022C1A4${length}${toHex(bytes)}`).status).toBe(status);
  });

  it('for another purpose gets 6A86, and ends a PACE that was prepared', () => {
    const terminal = insert();
    terminal.query();
    expect(terminal.raw('0022C1B603840101').status).toBe(0x6a86);
    expect(terminal.raw(NONCE).status).toBe(0x6985);
  });
});

const NONCE = '10860000027C0000';
const [published] = vectors.pace;
const MAPPING = `10860000457C438141${published?.mapTerminalPub ?? ''}00`;
const EPHEMERAL = `10860000457C438341${published?.ephTerminalPub ?? ''}00`;
const TOKEN = '008600000C7C0A8508000000000000000000';

describe('the command chain of PACE', () => {
  const steps = [NONCE, MAPPING, EPHEMERAL, TOKEN];

  function atStep(step: number) {
    const terminal = insert();
    terminal.query();
    for (const command of steps.slice(0, step)) expect(terminal.raw(command).status).toBe(0x9000);
    return terminal;
  }

  it('needs MSE:Set AT first', () => {
    expect(insert().raw(NONCE).status).toBe(0x6985);
  });

  it.each([1, 2, 3])('ends with 6883 where another command follows link %i', (step) => {
    const terminal = atStep(step);
    expect(terminal.raw('00B09C0000').status).toBe(0x6883);
    expect(terminal.raw(steps[step] ?? '').status).toBe(0x6985);
    expect(terminal.raw('00B09C0000').status).toBe(0x9000);
  });

  it.each([0, 1, 2])('ends with 6E00 where link %i lacks the chaining bit', (step) => {
    const terminal = atStep(step);
    expect(terminal.raw(`00${(steps[step] ?? '').slice(2)}`).status).toBe(0x6e00);
    expect(terminal.raw(steps[step] ?? '').status).toBe(0x6985);
  });

  it('ends with 6883 where the last link still has the chaining bit', () => {
    const terminal = atStep(3);
    expect(terminal.raw(`10${TOKEN.slice(2)}`).status).toBe(0x6883);
    expect(terminal.query()).toBe(0x9000);
  });

  it('may be prepared and left', () => {
    const terminal = atStep(0);
    expect(terminal.raw('00B09C0000').status).toBe(0x9000);
    expect(terminal.raw(NONCE).status).toBe(0x9000);
  });

  it.each<[string, number, string, number]>([
    ['data in the nonce request', 0, '10860000047C02800000', 0x6a80],
    ['another template', 0, '10860000027D0000', 0x6a80],
    ['no data', 0, '1086000000', 0x6a80],
    ['broken TLV', 0, '10860000027C0500', 0x6a80],
    ['no Le', 0, '10860000027C00', 0x6700],
    ['a small Le', 0, '10860000027C0010', 0x6700],
    ['other P1 P2', 0, '10860001027C0000', 0x6a86],
    ['the key of the wrong step', 1, EPHEMERAL, 0x6a80],
    ['a compressed point', 1, `10860000257C238121${'02'.repeat(33)}00`, 0x6a80],
    ['a point off the curve', 1, `10860000457C43814104${'01'.repeat(64)}00`, 0x6a80],
    ['the point at infinity', 1, '10860000057C0381010000', 0x6a80],
    ['an ephemeral key off the curve', 2, `10860000457C43834104${'01'.repeat(64)}00`, 0x6a80],
    ['a token of seven bytes', 3, '008600000B7C0985070000000000000000', 0x6a80],
    ['the token of the chip', 3, '008600000C7C0A8608000000000000000000', 0x6a80],
  ])('ends with %s', (_, step, command, status) => {
    const terminal = atStep(step);
    expect(terminal.raw(command).status).toBe(status);
    expect(terminal.raw(NONCE).status).toBe(0x6985);
    expect(terminal.query()).toBe(0x9000);
  });

  it('refuses its own mapping key sent back', () => {
    const card = createSimulatedCard(CARD_PROFILES.ready, {
      random: (length) => new Uint8Array(length).fill(0x11),
    });
    const terminal = new TestTerminal((command) => card.transmit(command));
    terminal.query();
    terminal.raw(NONCE);
    const ownKey = toHex(terminal.raw(MAPPING).data).replace('7C438241', '7C438141');
    terminal.raw('00A4000C');
    terminal.query();
    terminal.raw(NONCE);
    expect(terminal.raw(`1086000045${ownKey}00`).status).toBe(0x6a80);
  });
});
