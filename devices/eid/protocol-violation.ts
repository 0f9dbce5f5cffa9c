/**
 * The chip answered something the protocol does not allow at this step. It says nothing about the
 * visitor's secret: a violation is never counted as a wrong password (TR-03110 part 3, B.1).
 */
export class ProtocolViolation extends Error {
  readonly code = 'protocol-violation';
  readonly step: string;
  readonly statusWord: number | undefined;

  constructor(
    step: string,
    reason: string,
    options: { statusWord?: number; cause?: unknown } = {},
  ) {
    super(`${step}: ${reason}`, { cause: options.cause });
    this.name = 'ProtocolViolation';
    this.step = step;
    this.statusWord = options.statusWord;
  }
}

/** Runs a decoder and turns whatever it throws into a violation of this step. */
export function decodeAt<Value>(step: string, decode: () => Value): Value {
  try {
    return decode();
  } catch (cause) {
    if (cause instanceof ProtocolViolation) throw cause;
    throw new ProtocolViolation(step, 'the answer cannot be read', { cause });
  }
}
