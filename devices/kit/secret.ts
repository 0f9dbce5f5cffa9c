import type { Bytes } from './bytes.ts';

/**
 * A PIN, CAN or PUK as ASCII digits that can be wiped. It prints as a dot wherever something
 * tries to show it: in a template, in JSON, in an inspected object.
 */
export class Secret {
  #digits: Bytes;

  constructor(digits: Uint8Array) {
    this.#digits = new Uint8Array(digits);
  }

  get length(): number {
    return this.#digits.length;
  }

  /** Lends the digits to `use`. The borrower must not keep them. */
  reveal<Result>(use: (digits: Uint8Array) => Result): Result {
    return use(this.#digits);
  }

  append(digit: number): void {
    if (!Number.isInteger(digit) || digit < 0 || digit > 9) throw new RangeError('not a digit');
    const longer = new Uint8Array(this.#digits.length + 1);
    longer.set(this.#digits);
    longer[longer.length - 1] = 0x30 + digit;
    this.#replace(longer);
  }

  removeLast(): void {
    this.#replace(this.#digits.slice(0, -1));
  }

  wipe(): void {
    this.#replace(new Uint8Array(0));
  }

  toString(): string {
    return '•';
  }

  toJSON(): string {
    return '•';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '•';
  }

  #replace(digits: Bytes): void {
    this.#digits.fill(0);
    this.#digits = digits;
  }
}
