import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aesCbcEncrypt, aesCmac8, aesEncryptBlock } from '../../eid/primitives/aes.ts';
import { concat, fromHex, NO_BYTES, toHex } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { encodeResponse, headerOf, readCommand } from './apdu.ts';
import { CARD_PROFILES } from './profiles.ts';
import { SecureChannel, sealedCapacity } from './secure-channel.ts';
import { createSimulatedCard } from './simulated-card.ts';
import { TestTerminal } from './test-terminal.ts';

interface Step {
  readonly ssc: number;
  readonly dir: 'C' | 'R';
  readonly plain?: string;
  readonly header?: string;
  readonly data?: string;
  readonly le?: string;
  readonly apdu: string;
}

interface Recording {
  readonly id: string;
  readonly ksEnc: string;
  readonly ksMac: string;
  readonly steps: readonly Step[];
}

const vectorFile = new URL('../../eid/vectors/pace.json', import.meta.url);
const { sm: recordings }: { sm: readonly Recording[] } = JSON.parse(
  readFileSync(vectorFile, 'utf8'),
);
const [example, continued, recorded] = recordings;

describe('secure messaging, chip side (TR-03110-3 section F)', () => {
  it.each([
    ['the BSI worked example and its continuation', example, continued],
    ['the recorded session after chip authentication', recorded, undefined],
  ])('opens and seals as in %s', (_, first, second) => {
    if (first === undefined) throw new Error('the vector is missing');
    const channel = channelOf(first);
    let instruction = 0;
    for (const step of [...first.steps, ...(second?.steps ?? [])]) {
      if (step.dir === 'C') {
        const command = parse(step.apdu);
        const opened = channel.open(command);
        if (opened.kind !== 'command') throw new Error(`refused at counter ${step.ssc}`);
        expect(plainText(opened.command)).toBe(plainCommand(step));
        instruction = command.instruction;
      } else {
        const sealed = channel.seal(instruction, plainResponse(step));
        expect(toHex(encodeResponse(sealed)).toLowerCase()).toBe(step.apdu);
      }
    }
  });

  it('wraps data for an odd instruction into object 85, without padding indicator', () => {
    if (example === undefined) throw new Error('the vector is missing');
    const data = Uint8Array.of(1, 2, 3);
    expect(channelOf(example).seal(0xb1, { data, status: 0x6282 }).data[0]).toBe(0x85);
    expect(channelOf(example).seal(0xb0, { data, status: 0x6282 }).data[0]).toBe(0x87);
  });

  it.each([
    [0, 0],
    [14, 0],
    [32, 0],
    [33, 15],
    [256, 223],
    [65_536, 65_503],
  ])('knows that an answer of %i bytes has room for %i', (most, capacity) => {
    expect(sealedCapacity(most)).toBe(capacity);
  });
});

describe('the end of a session', () => {
  const READ = '00B09C00';

  it('comes with any unprotected command, which is still carried out', () => {
    const { terminal } = openChannel();
    expect(terminal.raw('00A4000C023F00').status).toBe(0x9000);
    expect(terminal.send(READ, NO_BYTES, 0)).toEqual({ data: NO_BYTES, status: 0x6985 });
  });

  it.each([
    ['the bare 0022C1A4 of AusweisApp', '0022C1A4', 0x6700],
    ['a pseudo-APDU meant for the reader', 'FF9A010100', 0x6e00],
    ['half a command', '0022', 0x6700],
    ['a length that is not true', '00A4040C20E807', 0x6700],
  ])('comes with %s', (_, command, status) => {
    const { terminal } = openChannel();
    expect(terminal.raw(command).status).toBe(status);
    expect(terminal.send(READ, NO_BYTES, 0).status).toBe(0x6985);
  });

  it.each([
    ['no object at all', () => '0CB09C0000', 0x6987],
    ['no MAC', () => '0CB09C000397010000', 0x6987],
    ['a MAC of seven bytes', () => '0CB09C00098E070102030405060700', 0x6988],
    ['broken TLV', () => '0CB09C00028E0900', 0x6988],
    ['an unknown object', () => '0CB09C000D8001008E08010203040506070800', 0x6988],
    ['an object behind the MAC', () => '0CB09C000D8E08010203040506070897010000', 0x6988],
    ['no Le', (sealed: string) => sealed.slice(0, -2), 0x6700],
    ['a changed MAC', (sealed: string) => `${sealed.slice(0, -4)}0000`, 0x6988],
    ['a changed header', (sealed: string) => sealed.replace('0CB09C00', '0CB09E00'), 0x6988],
    ['a changed Le', (sealed: string) => sealed.replace('970100', '970101'), 0x6988],
  ])('comes, unprotected, with %s', (_, command, status) => {
    const { terminal } = openChannel();
    const sealed = toHex(terminal.seal(READ, NO_BYTES, 0));
    expect(terminal.raw(command(sealed))).toEqual({ data: NO_BYTES, status });
    expect(terminal.send(READ, NO_BYTES, 0)).toEqual({ data: NO_BYTES, status: 0x6985 });
  });

  it('comes with a command that is played back', () => {
    const { terminal } = openChannel();
    const sealed = toHex(terminal.seal(READ, NO_BYTES, 0));
    expect(terminal.raw(sealed).status).toBe(0x9000);
    expect(terminal.raw(sealed).status).toBe(0x6988);
  });

  it.each(['powerOn', 'powerOff', 'reset', 'insert'] as const)('comes with %s', (event) => {
    const { card, terminal } = openChannel();
    card[event]();
    expect(terminal.send(READ, NO_BYTES, 0).status).toBe(0x6985);
  });

  it('does not come with an ordinary error, which is sealed', () => {
    const { terminal } = openChannel();
    expect(terminal.send('00B09D00', NO_BYTES, 0).status).toBe(0x6982);
    expect(terminal.send('00B18000', fromHex('540100'), 0).status).toBe(0x6d00);
    expect(terminal.send('80208000', fromHex('0609')).status).toBe(0x6982);
    expect(terminal.send('80218000', fromHex('0609')).status).toBe(0x6e00);
    expect(terminal.send('10B09C00', NO_BYTES, 0).status).toBe(0x6884);
    expect(terminal.send(READ, NO_BYTES, 0xdf).status).toBe(0x6282);
  });

  it('refuses protection before there is a session', () => {
    const card = createSimulatedCard(CARD_PROFILES.ready);
    const terminal = new TestTerminal((command) => card.transmit(command));
    expect(terminal.raw('0CB09C000D9701008E08010203040506070800').status).toBe(0x6985);
  });
});

describe('a command whose MAC is right', () => {
  const key = new Uint8Array(16).fill(0x5a);
  const first = fromHex('00000000000000000000000000000001');
  const vector = aesEncryptBlock(key, first);
  const block = aesCbcEncrypt(key, vector, fromHex('01028000000000000000000000000000'));
  const unpadded = aesCbcEncrypt(key, vector, new Uint8Array(16).fill(7));
  const cryptogram = concat(fromHex('01'), block);

  /** Opens `objects`, properly authenticated as the first command of a session. */
  function open(instruction: number, ...objects: readonly Uint8Array[]) {
    const header = Uint8Array.of(0x0c, instruction, 0x02, 0x03);
    const covered = concat(...objects);
    const mac = encodeTlv(0x8e, aesCmac8(key, concat(first, padded(header), padded(covered))));
    const channel = new SecureChannel({
      encryptionKey: new Uint8Array(key),
      macKey: new Uint8Array(key),
    });
    const data = concat(covered, mac);
    const command = { classByte: 0x0c, instruction, p1: 2, p2: 3, data, expected: undefined };
    return channel.open(command);
  }

  it('opens where its objects are in order', () => {
    const opened = open(0x2c, encodeTlv(0x87, cryptogram), fromHex('970100'));
    expect(opened).toMatchObject({
      kind: 'command',
      command: { classByte: 0, data: fromHex('0102'), expected: { most: 256, everything: true } },
    });
    expect(open(0x2d, encodeTlv(0x85, block))).toMatchObject({ kind: 'command' });
  });

  it.each([
    ['object 85 for an even instruction', 0x2c, [encodeTlv(0x85, block)]],
    ['object 87 for an odd instruction', 0x2d, [encodeTlv(0x87, cryptogram)]],
    ['another padding indicator', 0x2c, [encodeTlv(0x87, concat(fromHex('02'), block))]],
    ['no cryptogram in object 87', 0x2c, [fromHex('870101')]],
    ['an empty object 87', 0x2c, [fromHex('8700')]],
    ['half a block', 0x2c, [encodeTlv(0x87, cryptogram.slice(0, 9))]],
    ['no padding', 0x2c, [encodeTlv(0x87, fromHex('01'), unpadded)]],
    ['two cryptograms', 0x2c, [encodeTlv(0x87, cryptogram), encodeTlv(0x87, cryptogram)]],
    ['Le before the cryptogram', 0x2c, [fromHex('970100'), encodeTlv(0x87, cryptogram)]],
    ['Le twice', 0x2c, [fromHex('970100970100')]],
    ['Le of three bytes', 0x2c, [fromHex('9703000000')]],
    ['a status', 0x2c, [fromHex('99029000')]],
  ])('is refused with %s', (_, instruction, objects) => {
    expect(open(instruction, ...objects)).toEqual({ kind: 'refused', status: 0x6988 });
  });

  it('is refused where another MAC stands before it', () => {
    const { terminal } = openChannel();
    const sealed = toHex(terminal.seal('00441003', NO_BYTES));
    const doubled = sealed.replace('0A8E08', '148E0800000000000000008E08');
    expect(terminal.raw(doubled)).toEqual({ data: NO_BYTES, status: 0x6988 });
  });
});

describe('answers inside a session', () => {
  it('carry data together with a warning', () => {
    const { terminal } = openChannel();
    const reply = terminal.send('00B09E50', NO_BYTES, 0xdf);
    expect(reply.status).toBe(0x6282);
    expect(reply.data).toHaveLength(10);
  });

  it('hold less than asked for where protection takes the room', () => {
    const { terminal } = openChannel();
    const sealed = toHex(terminal.seal('00B09C00', NO_BYTES, 0));
    // Outer Le of 64 bytes: 48 of cryptogram and its header do not fit, 32 do.
    const reply = terminal.raw(`${sealed.slice(0, -2)}40`);
    expect(reply.status).toBe(0x9000);
    expect(reply.data.length).toBeLessThanOrEqual(64);
  });

  it('come under the old keys when new keys are agreed on', () => {
    const { terminal } = openChannel();
    // TestTerminal opens the last answer of PACE with the old channel and throws otherwise.
    expect(terminal.pace('can', '500540').final).toBe(0x9000);
    expect(terminal.send('00B09C00', NO_BYTES, 0).status).toBe(0x9000);
  });
});

function openChannel() {
  const card = createSimulatedCard(CARD_PROFILES.ready);
  const terminal = new TestTerminal((command) => card.transmit(command));
  expect(terminal.pace('can', '500540').final).toBe(0x9000);
  return { card, terminal };
}

function channelOf({ ksEnc, ksMac }: Recording): SecureChannel {
  return new SecureChannel({
    encryptionKey: fromHex(ksEnc),
    macKey: fromHex(ksMac),
  });
}

function parse(apdu: string) {
  const read = readCommand(fromHex(apdu));
  if (read.kind !== 'command') throw new Error('not a command');
  return read.command;
}

type OpenedCommand = ReturnType<typeof parse>;

function plainText(command: OpenedCommand): string {
  const { expected, data } = command;
  const le = expected === undefined ? 'none' : expected.most;
  return `${toHex(headerOf(command))} ${toHex(data)} ${le}`;
}

/** The vectors hold either the whole plain command or its parts. */
function plainCommand({ plain, header, data = '', le = '' }: Step): string {
  if (plain !== undefined) return plainText(parse(plain));
  const [classByte = 0, ...rest] = fromHex(header ?? '');
  const zero = /^0+$/.test(le);
  const most = le === '' ? 'none' : zero ? 256 ** (le.length / 2) : Number.parseInt(le, 16);
  return `${toHex(Uint8Array.of(classByte & 0xf3, ...rest))} ${data.toUpperCase()} ${most}`;
}

function plainResponse({ plain, data = '', apdu }: Step) {
  const whole =
    plain === undefined ? concat(fromHex(data), fromHex(apdu.slice(-4))) : fromHex(plain);
  const status = whole.slice(-2);
  return { data: whole.slice(0, -2), status: (status[0] ?? 0) * 256 + (status[1] ?? 0) };
}

function padded(bytes: Uint8Array) {
  return concat(bytes, Uint8Array.of(0x80), new Uint8Array(15 - (bytes.length % 16)));
}
