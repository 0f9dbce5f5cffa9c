/**
 * The private keys that sign for the terminal. They stay where they lie: whoever signs names one and
 * gets a signature. A renewed certificate's key lies beside the old one until that has ended.
 */
export interface AuthorityKeys {
  readonly place: 'token' | 'file' | 'nowhere';
  /** Names of the keys that are there now. */
  names(): Promise<readonly string[]>;
  /** ECDSA over the message's hash: r‖s, each as wide as the curve's order. Throws `AuthorityError`. */
  sign(name: string, message: Uint8Array, hash: HashName): Promise<Uint8Array>;
  close(): Promise<void>;
}

export type HashName = 'sha256' | 'sha384' | 'sha512';
