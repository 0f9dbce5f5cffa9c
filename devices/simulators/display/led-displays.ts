import type { Electronics, SegmentGlass } from './glass.ts';

/** Simulators of two LED number displays (device-protocols B3), four positions each. */

const POSITIONS = 4;
const DARK = ' '.repeat(POSITIONS);
const STX = 0x02;
const ETX = 0x03;
const ASCII_FRAME_MAXIMUM = 16;

/** ASCII frame with an address: STX, two digits of address, the number, ETX. Never answers. */
export class AsciiLedDisplay implements Electronics {
  readonly #address: string;
  #frame: string | undefined;
  #positions = DARK;

  constructor(address: number) {
    this.#address = String(address).padStart(2, '0');
  }

  get glass(): SegmentGlass {
    return { kind: 'segments', positions: this.#positions };
  }

  receive(byte: number): undefined {
    if (byte === STX) {
      this.#frame = '';
    } else if (byte === ETX) {
      if (this.#frame !== undefined) this.#show(this.#frame);
      this.#frame = undefined;
    } else if (this.#frame !== undefined) {
      this.#frame += String.fromCharCode(byte);
      if (this.#frame.length > ASCII_FRAME_MAXIMUM) this.#frame = undefined;
    }
  }

  #show(frame: string): void {
    const number = frame.slice(2);
    if (frame.slice(0, 2) !== this.#address || !/^[0-9 -]+$/.test(number)) return;
    const withoutZeros = number.trim().replace(/^0+(?=\d)/, '');
    this.#positions = withoutZeros.slice(-POSITIONS).padStart(POSITIONS);
  }
}

const MODBUS_FRAME_BYTES = 8;
const WRITE_SINGLE_REGISTER = 0x06;
const ILLEGAL_FUNCTION = 1;
const ILLEGAL_DATA_ADDRESS = 2;
const EXCEPTION = 0x80;

/** Modbus RTU slave: function 06, one register a position with a character. Repeats the frame. */
export class ModbusLedDisplay implements Electronics {
  readonly #address: number;
  #frame: number[] = [];
  #positions = [...DARK];

  constructor(address: number) {
    this.#address = address;
  }

  get glass(): SegmentGlass {
    return { kind: 'segments', positions: this.#positions.join('') };
  }

  /** Modbus over serial line 2.5.1.1: silence ends a frame, also one that is torn. */
  silence(): void {
    this.#frame = [];
  }

  receive(byte: number): Uint8Array | undefined {
    this.#frame.push(byte);
    if (this.#frame.length < MODBUS_FRAME_BYTES) return undefined;
    const frame = this.#frame;
    this.#frame = [];
    return this.#answer(frame);
  }

  #answer(frame: readonly number[]): Uint8Array | undefined {
    const [address, code = 0, registerHigh, register = 0, , character = 0] = frame;
    const content = frame.slice(0, MODBUS_FRAME_BYTES - 2);
    if (address !== this.#address || withCrc(content).join() !== frame.join()) return undefined;
    if (code !== WRITE_SINGLE_REGISTER) return this.#exception(code, ILLEGAL_FUNCTION);
    if (registerHigh !== 0 || register >= POSITIONS) {
      return this.#exception(code, ILLEGAL_DATA_ADDRESS);
    }
    this.#positions[register] = /[ -~]/.test(String.fromCharCode(character))
      ? String.fromCharCode(character)
      : ' ';
    return Uint8Array.from(frame);
  }

  #exception(code: number, cause: number): Uint8Array {
    return Uint8Array.from(withCrc([this.#address, code | EXCEPTION, cause]));
  }
}

/** Modbus over serial line 6.2.2, by polynomial division over the reflected bits. */
function withCrc(content: readonly number[]): number[] {
  let remainder = 0xffff;
  for (const byte of content) {
    for (let bit = 0; bit < 8; bit++) {
      const carry = (remainder ^ (byte >> bit)) & 1;
      remainder >>= 1;
      if (carry === 1) remainder ^= 0xa001;
    }
  }
  return [...content, remainder % 256, Math.floor(remainder / 256)];
}
