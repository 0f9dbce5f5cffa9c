import { type Collected, CommandCollector } from './command-collector.ts';
import type { CharacterGlass, Electronics } from './glass.ts';
import { drawnCharacter, type NationalSet } from './national-sets.ts';
import { COLUMNS, TextScreen } from './text-screen.ts';

/** Simulator of a CD5220 clone, read from its command table (device-protocols B2). */

const ESC = 0x1b;
const COUNTS = new Map([
  [
    ESC,
    new Map([
      [0x2a, 1],
      [0x3d, 1],
      [0x3f, 1],
      [0x51, 1],
      [0x57, 4],
      [0x5b, 1],
      [0x5f, 1],
      [0x63, 1],
      [0x66, 1],
      [0x6c, 2],
    ]),
  ],
]);
const CLR = 0x0c;
const CR = 0x0d;
const CAN = 0x18;
const SELECTS_DISPLAY = 0x02;
const LETTER_G = 0x47;
/** ESC Q D takes up to 40 characters, A and B exactly 20. */
const UPPER_ROW_SCROLLS = 0x44;
const STRING_MAXIMUM = 40;
/** What clones have above ASCII, when they have it. */
const CODE_PAGE_437 = 0;

interface Filling {
  readonly row: number;
  readonly bytes: number[];
  /** So many bytes are characters, whatever they are. */
  readonly atLeast: number;
}

export class Cd5220Display implements Electronics {
  readonly #collector = new CommandCollector(COUNTS);
  #screen = new TextScreen();
  #national: NationalSet = 'usa';
  #selected = true;
  /** What ESC Q collects, until its CR. */
  #filling: Filling | undefined;
  /** After ESC Q all but further strings, CLR and CAN is ignored. */
  #stringMode = false;

  get glass(): CharacterGlass {
    return { kind: 'characters', rows: this.#screen.rows, blinks: false };
  }

  receive(byte: number): undefined {
    if (this.#filling !== undefined) {
      this.#fill(byte, this.#filling);
      return;
    }
    const collected = this.#collector.push(byte);
    if (collected !== undefined) this.#apply(collected);
  }

  #fill(byte: number, filling: Filling): void {
    if (byte !== CR || filling.bytes.length < filling.atLeast) {
      filling.bytes.push(byte);
      if (filling.bytes.length > STRING_MAXIMUM) filling.bytes.pop();
      return;
    }
    this.#filling = undefined;
    this.#screen.mode = 'overwrite';
    this.#screen.moveTo(1, filling.row);
    this.#screen.clearRow();
    for (const one of filling.bytes.slice(0, COLUMNS)) this.#draw(one);
  }

  #apply(collected: Collected): void {
    if (collected.kind === 'command') this.#applyEscape(collected.code, collected.parameters);
    else if (!this.#selected) return;
    else if (collected.kind === 'control') this.#control(collected.byte);
    else if (!this.#stringMode) this.#draw(collected.byte);
  }

  #draw(byte: number): void {
    this.#screen.write(drawnCharacter(byte, this.#national, CODE_PAGE_437));
  }

  #control(byte: number): void {
    if (byte === CLR || byte === CAN) this.#stringMode = false;
    if (byte === CLR) this.#screen.clear();
    else if (byte === CAN) this.#screen.clearRow();
    else if (this.#stringMode) return;
    else if (byte === 0x08) this.#screen.left();
    else if (byte === 0x09) this.#screen.right();
    else if (byte === 0x0a) this.#screen.down();
    else if (byte === 0x0b) this.#screen.home();
    else if (byte === CR) this.#screen.lineStart();
  }

  #applyEscape(code: number, [first = 0, second = 0]: readonly number[]): void {
    if (code === 0x3d) this.#selected = (first & SELECTS_DISPLAY) !== 0;
    else if (!this.#selected) return;
    else if (code === 0x51) this.#startString(first);
    else if (this.#stringMode) return;
    else if (code === 0x11) this.#screen.mode = 'overwrite';
    else if (code === 0x12) this.#screen.mode = 'vertical-scroll';
    else if (code === 0x13) this.#screen.mode = 'horizontal-scroll';
    else if (code === 0x40) this.#initialise();
    else if (code === 0x5b) this.#moveCursor(first);
    else if (code === 0x66) this.#national = first === LETTER_G ? 'germany' : 'usa';
    else if (code === 0x6c) this.#screen.moveTo(first, second);
  }

  #startString(which: number): void {
    const row = which === 0x42 ? 2 : 1;
    if (![0x41, 0x42, UPPER_ROW_SCROLLS].includes(which)) return;
    this.#stringMode = true;
    this.#filling = { row, bytes: [], atLeast: which === UPPER_ROW_SCROLLS ? 0 : COLUMNS };
  }

  #moveCursor(letter: number): void {
    if (letter === 0x41) this.#screen.up();
    else if (letter === 0x42) this.#screen.down();
    else if (letter === 0x43) this.#screen.right();
    else if (letter === 0x44) this.#screen.left();
    else if (letter === 0x48) this.#screen.home();
    else if (letter === 0x4b) this.#screen.bottom();
    else if (letter === 0x4c) this.#screen.lineStart();
    else if (letter === 0x52) this.#screen.lineEnd();
  }

  #initialise(): void {
    this.#screen = new TextScreen();
    this.#national = 'usa';
  }
}
