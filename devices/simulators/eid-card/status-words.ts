/** Status words of ISO/IEC 7816-4 table 6 that this chip uses. */
export const STATUS = {
  done: 0x9000,
  selectedFileDeactivated: 0x6283,
  endOfFile: 0x6282,
  authenticationFailed: 0x6300,
  wrongLength: 0x6700,
  logicalChannelNotSupported: 0x6881,
  secureMessagingNotSupported: 0x6882,
  lastCommandOfChainExpected: 0x6883,
  chainingNotSupported: 0x6884,
  securityStatusNotSatisfied: 0x6982,
  authenticationMethodBlocked: 0x6983,
  referenceDataNotUsable: 0x6984,
  conditionsNotSatisfied: 0x6985,
  noCurrentFile: 0x6986,
  protectionMissing: 0x6987,
  protectionWrong: 0x6988,
  wrongData: 0x6a80,
  fileNotFound: 0x6a82,
  wrongParameters: 0x6a86,
  referencedDataNotFound: 0x6a88,
  offsetOutsideFile: 0x6b00,
  instructionNotSupported: 0x6d00,
  classNotSupported: 0x6e00,
} as const;

/** 63CX: the warning that carries the number of attempts left. */
export function attemptsLeft(count: number): number {
  return 0x63c0 | count;
}
