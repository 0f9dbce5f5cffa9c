import { timingSafeEqual } from 'node:crypto';
import { AuthorityError } from '../authority-error.ts';
import type { FunctionList } from './function-list.ts';
import { CKR, Pkcs11Error } from './return-values.ts';

/** One logged-in session with one token, and the private EC keys of one label in it. */
export interface TokenSession {
  keyNames(): Promise<readonly string[]>;
  /** CKM_ECDSA over a digest: r‖s. */
  sign(keyName: string, digest: Uint8Array): Promise<Uint8Array>;
}

export interface TokenPlace {
  readonly tokenLabel: string;
  readonly keyLabel: string;
}

const CKF_OS_LOCKING_OK = 0x2;
const CKF_SERIAL_SESSION = 0x4;
const CKU_USER = 1;
const CKA_CLASS = 0x0;
const CKA_LABEL = 0x3;
const CKA_KEY_TYPE = 0x100;
const CKA_ID = 0x102;
const CKO_PRIVATE_KEY = 3n;
const CKK_EC = 3n;
const CKM_ECDSA = 0x1041;
const WITH_TOKEN = 1;
/** Longer than CK_TOKEN_INFO on any platform; the label is its first 32 bytes, filled with blanks. */
const TOKEN_INFO_BYTES = 512;
const TOKEN_LABEL_BYTES = 32;
const SLOTS_MAX = 64;
const KEYS_MAX = 16;
const ID_BYTES_MAX = 64;
const SIGNATURE_BYTES_MAX = 256;

export async function initialize(list: FunctionList): Promise<void> {
  try {
    await list.call('C_Initialize', list.initializeArguments(CKF_OS_LOCKING_OK));
  } catch (error) {
    if (!isAnswer(error, CKR.cryptokiAlreadyInitialized)) throw error;
  }
}

/** Throws an `AuthorityError` or a `Pkcs11Error`. The PIN's bytes are only read. */
export async function openTokenSession(
  list: FunctionList,
  { tokenLabel, keyLabel }: TokenPlace,
  pin: Uint8Array,
): Promise<TokenSession> {
  const slot = await findSlot(list, tokenLabel);
  const handle = list.ulongs(0n);
  await list.call('C_OpenSession', slot, BigInt(CKF_SERIAL_SESSION), null, null, handle);
  const session = BigInt(handle[0] ?? 0);
  await login(list, session, pin, tokenLabel);
  const keys = await findKeys(list, session, keyLabel);
  if (keys.size === 0) {
    throw new AuthorityError(
      'key-missing',
      `The token "${tokenLabel}" holds no private EC key with the label "${keyLabel}".`,
    );
  }
  return {
    keyNames: async () => [...(await findKeys(list, session, keyLabel)).keys()],
    async sign(keyName, digest) {
      const key = keys.get(keyName) ?? (await findKeys(list, session, keyLabel)).get(keyName);
      if (key === undefined) {
        throw new AuthorityError('key-unavailable', `The key ${keyName} is not in the token.`);
      }
      keys.set(keyName, key);
      await list.call('C_SignInit', session, list.mechanism(CKM_ECDSA), key);
      const signature = new Uint8Array(SIGNATURE_BYTES_MAX);
      const length = list.ulongs(BigInt(signature.length));
      await list.call('C_Sign', session, digest, BigInt(digest.length), signature, length);
      return signature.slice(0, Number(length[0]));
    },
  };
}

async function findSlot(list: FunctionList, tokenLabel: string): Promise<bigint> {
  const wanted = Buffer.alloc(TOKEN_LABEL_BYTES, ' ');
  wanted.write(tokenLabel, 'utf8');
  const slots = list.ulongs(...new Array<bigint>(SLOTS_MAX).fill(0n));
  const count = list.ulongs(BigInt(SLOTS_MAX));
  await list.call('C_GetSlotList', WITH_TOKEN, slots, count);
  for (const found of slots.slice(0, Number(count[0]))) {
    const slot = BigInt(found);
    const info = new Uint8Array(TOKEN_INFO_BYTES);
    try {
      await list.call('C_GetTokenInfo', slot, info);
    } catch {
      // A token that does not tell its name is not the one we look for.
      continue;
    }
    if (timingSafeEqual(info.subarray(0, TOKEN_LABEL_BYTES), wanted)) return slot;
  }
  throw new AuthorityError('token-missing', `There is no token with the label "${tokenLabel}".`);
}

async function login(
  list: FunctionList,
  session: bigint,
  pin: Uint8Array,
  tokenLabel: string,
): Promise<void> {
  try {
    await list.call('C_Login', session, BigInt(CKU_USER), pin, BigInt(pin.length));
  } catch (error) {
    if (isAnswer(error, CKR.userAlreadyLoggedIn)) return;
    if (!isAnswer(error, CKR.pinIncorrect, CKR.pinInvalid, CKR.pinLenRange, CKR.pinLocked)) {
      throw error;
    }
    const locked = isAnswer(error, CKR.pinLocked);
    throw new AuthorityError(
      'pin-wrong',
      `The PIN of the token "${tokenLabel}" is ${locked ? 'blocked' : 'wrong'}.`,
      { cause: error },
    );
  }
}

/** Handles by CKA_ID in hexadecimal digits. */
async function findKeys(
  list: FunctionList,
  session: bigint,
  label: string,
): Promise<Map<string, bigint>> {
  const template = [
    { type: CKA_CLASS, value: list.ulongs(CKO_PRIVATE_KEY) },
    { type: CKA_KEY_TYPE, value: list.ulongs(CKK_EC) },
    { type: CKA_LABEL, value: Buffer.from(label, 'utf8') },
  ];
  const found = list.ulongs(...new Array<bigint>(KEYS_MAX).fill(0n));
  const count = list.ulongs(0n);
  const attributes = list.attributes(template);
  await list.call('C_FindObjectsInit', session, attributes, BigInt(template.length));
  await list.call('C_FindObjects', session, found, BigInt(KEYS_MAX), count);
  await list.call('C_FindObjectsFinal', session);
  const keys = new Map<string, bigint>();
  for (const object of found.slice(0, Number(count[0]))) {
    keys.set(await idOf(list, session, BigInt(object)), BigInt(object));
  }
  return keys;
}

async function idOf(list: FunctionList, session: bigint, object: bigint): Promise<string> {
  const id = Buffer.alloc(ID_BYTES_MAX);
  const attributes = list.attributes([{ type: CKA_ID, value: id }]);
  await list.call('C_GetAttributeValue', session, object, attributes, 1n);
  return id.subarray(0, list.attributeLength(attributes)).toString('hex');
}

function isAnswer(error: unknown, ...returnValues: readonly number[]): boolean {
  return error instanceof Pkcs11Error && returnValues.includes(error.returnValue);
}
