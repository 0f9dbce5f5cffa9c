import { type Collected, CommandCollector } from './command-collector.ts';
import type { CharacterGlass, Electronics } from './glass.ts';
import { drawnCharacter, type NationalSet } from './national-sets.ts';
import { TextScreen } from './text-screen.ts';

/** Simulator of an Epson DM-D, read from its command table (device-protocols B1). */

const ESC = 0x1b;
const US = 0x1f;
const COUNTS = new Map([
  [
    ESC,
    new Map([
      [0x25, 1],
      [0x3d, 1],
      [0x3f, 1],
      [0x52, 1],
      [0x57, 5],
      [0x74, 1],
    ]),
  ],
  [
    US,
    new Map([
      [0x23, 2],
      [0x24, 2],
      [0x2c, 1],
      [0x2e, 1],
      [0x3b, 1],
      [0x43, 1],
      [0x45, 1],
      [0x58, 1],
      [0x72, 1],
    ]),
  ],
]);
/** ESC = n: the bit of the display. Any other choice makes it deaf. */
const SELECTS_DISPLAY = 0x02;
const GERMANY = 2;

export class DmDDisplay implements Electronics {
  readonly #collector = new CommandCollector(COUNTS);
  #screen = new TextScreen();
  #national: NationalSet = 'usa';
  #codePage = 0;
  #blinks = false;
  #selected = true;

  get glass(): CharacterGlass {
    return { kind: 'characters', rows: this.#screen.rows, blinks: this.#blinks };
  }

  receive(byte: number): undefined {
    const collected = this.#collector.push(byte);
    if (collected !== undefined) this.#apply(collected);
  }

  #apply(collected: Collected): void {
    if (collected.kind === 'command') {
      const { prefix, code, parameters } = collected;
      if (prefix === ESC && code === 0x3d) {
        this.#selected = ((parameters[0] ?? 0) & SELECTS_DISPLAY) !== 0;
      } else if (this.#selected && prefix === ESC) this.#applyEscape(code, parameters[0] ?? 0);
      else if (this.#selected) this.#applyUnitSeparator(code, parameters);
    } else if (this.#selected && collected.kind === 'control') {
      this.#control(collected.byte);
    } else if (this.#selected) {
      this.#draw(collected.byte);
    }
  }

  #draw(byte: number): void {
    this.#screen.write(drawnCharacter(byte, this.#national, this.#codePage));
  }

  #control(byte: number): void {
    if (byte === 0x08) this.#screen.left();
    else if (byte === 0x09) this.#screen.right();
    else if (byte === 0x0a) this.#screen.down();
    else if (byte === 0x0b) this.#screen.home();
    else if (byte === 0x0c) this.#screen.clear();
    else if (byte === 0x0d) this.#screen.lineStart();
    else if (byte === 0x18) this.#screen.clearRow();
  }

  #applyEscape(code: number, parameter: number): void {
    if (code === 0x40) this.#initialise();
    else if (code === 0x52) this.#national = parameter === GERMANY ? 'germany' : 'usa';
    else if (code === 0x74) this.#codePage = parameter;
  }

  #applyUnitSeparator(code: number, [first = 0, second = 0]: readonly number[]): void {
    if (code === 0x01) this.#screen.mode = 'overwrite';
    else if (code === 0x02) this.#screen.mode = 'vertical-scroll';
    else if (code === 0x03) this.#screen.mode = 'horizontal-scroll';
    else if (code === 0x0a) this.#screen.up();
    else if (code === 0x0d) this.#screen.lineEnd();
    else if (code === 0x24) this.#screen.moveTo(first, second);
    else if (code === 0x42) this.#screen.bottom();
    else if (code === 0x45) this.#blinks = first !== 0;
    else if ([0x2c, 0x2e, 0x3b].includes(code)) this.#draw(first);
  }

  #initialise(): void {
    this.#screen = new TextScreen();
    this.#national = 'usa';
    this.#codePage = 0;
    this.#blinks = false;
  }
}
