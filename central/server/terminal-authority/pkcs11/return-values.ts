/** CK_RV values that the authority tells apart: PKCS #11 v2.40 base, 5.1. */
export const CKR = {
  ok: 0x0,
  pinIncorrect: 0xa0,
  pinInvalid: 0xa1,
  pinLenRange: 0xa2,
  pinLocked: 0xa4,
  userAlreadyLoggedIn: 0x100,
  cryptokiAlreadyInitialized: 0x191,
} as const;

/** A function of the module answered with something else than CKR_OK. */
export class Pkcs11Error extends Error {
  readonly code = 'pkcs11';
  readonly returnValue: number;

  constructor(name: string, returnValue: number) {
    super(`${name} answered 0x${returnValue.toString(16)}`);
    this.name = 'Pkcs11Error';
    this.returnValue = returnValue;
  }
}
