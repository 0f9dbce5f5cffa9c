/**
 * Splits bytes into single controls, characters, and commands of a prefix, a second byte and a
 * fixed number of parameters. Total: unknown commands have none.
 */
export type Collected =
  | { readonly kind: 'character'; readonly byte: number }
  | { readonly kind: 'control'; readonly byte: number }
  | {
      readonly kind: 'command';
      readonly prefix: number;
      readonly code: number;
      readonly parameters: readonly number[];
    };

/** Parameter counts by prefix and second byte. */
export type ParameterCounts = ReadonlyMap<number, ReadonlyMap<number, number>>;

export class CommandCollector {
  readonly #counts: ParameterCounts;
  #bytes: number[] = [];

  constructor(counts: ParameterCounts) {
    this.#counts = counts;
  }

  /** What this byte completes. */
  push(byte: number): Collected | undefined {
    if (this.#bytes.length === 0 && !this.#counts.has(byte)) {
      return { kind: byte < 0x20 ? 'control' : 'character', byte };
    }
    this.#bytes.push(byte);
    const [prefix = 0, code, ...parameters] = this.#bytes;
    if (code === undefined) return undefined;
    if (parameters.length < (this.#counts.get(prefix)?.get(code) ?? 0)) return undefined;
    this.#bytes = [];
    return { kind: 'command', prefix, code, parameters };
  }
}
