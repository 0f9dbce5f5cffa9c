import { promisify } from 'node:util';
import koffi, { type LibraryHandle, type TypeObject } from 'koffi';
import { AuthorityError } from '../authority-error.ts';
import { CKR, Pkcs11Error } from './return-values.ts';

/**
 * The door into a PKCS #11 module (v2.40): its functions by name, called on a thread of their own.
 * CK_ULONG and the layout of structures are the platform's; on Windows structures are packed.
 */
export interface FunctionList {
  /** Throws a `Pkcs11Error` where the function does not answer CKR_OK. */
  call(name: FunctionName, ...parameters: readonly Parameter[]): Promise<void>;
  /** An array of CK_ULONG. */
  ulongs(...values: readonly bigint[]): Ulongs;
  initializeArguments(flags: number): Uint8Array;
  mechanism(type: number): Uint8Array;
  /** Holds the addresses of the values, which live as long as it does. */
  attributes(template: readonly RawAttribute[]): Uint8Array;
  attributeLength(attributes: Uint8Array): number;
}

export type Ulongs = BigUint64Array | Uint32Array;
type Parameter = Uint8Array | Ulongs | bigint | number | null;

export interface RawAttribute {
  readonly type: number;
  readonly value: Uint8Array | Ulongs;
}

/** Position in CK_FUNCTION_LIST and parameters, after pkcs11f.h. */
const FUNCTIONS = {
  C_Initialize: { at: 0, takes: ['void *'] },
  C_Finalize: { at: 1, takes: ['void *'] },
  C_GetSlotList: { at: 4, takes: ['uint8_t', 'void *', 'void *'] },
  C_GetTokenInfo: { at: 6, takes: ['ulong', 'void *'] },
  C_OpenSession: { at: 12, takes: ['ulong', 'ulong', 'void *', 'void *', 'void *'] },
  C_Login: { at: 18, takes: ['ulong', 'ulong', 'void *', 'ulong'] },
  C_GetAttributeValue: { at: 24, takes: ['ulong', 'ulong', 'void *', 'ulong'] },
  C_FindObjectsInit: { at: 26, takes: ['ulong', 'void *', 'ulong'] },
  C_FindObjects: { at: 27, takes: ['ulong', 'void *', 'ulong', 'void *'] },
  C_FindObjectsFinal: { at: 28, takes: ['ulong'] },
  C_SignInit: { at: 42, takes: ['ulong', 'void *', 'ulong'] },
  C_Sign: { at: 43, takes: ['ulong', 'void *', 'ulong', 'void *', 'void *'] },
} as const;
export type FunctionName = keyof typeof FUNCTIONS;

/** Modules of network HSMs need more than the 128 KiB that koffi gives. */
const STACK_BYTES = 1024 * 1024;

/** Throws an `AuthorityError` where the file is no PKCS #11 module. */
export function loadFunctionList(path: string): FunctionList {
  const { library, list } = findFunctionList(path);
  const layout = process.platform === 'win32' ? koffi.pack : koffi.struct;
  const listType = layout({ version: koffi.array('uint8_t', 2), first: 'void *' });
  const argumentsType = layout({
    locks: koffi.array('uintptr_t', 4),
    flags: 'ulong',
    reserved: 'uintptr_t',
  });
  const attributeType = layout({ type: 'ulong', value: 'uintptr_t', length: 'ulong' });
  const mechanismType = layout({ type: 'ulong', parameter: 'uintptr_t', length: 'ulong' });
  const first = koffi.offsetof(listType, 'first');
  const encoded = (type: TypeObject, ...values: readonly object[]): Uint8Array => {
    const bytes = Buffer.alloc(type.size * values.length);
    values.forEach((value, at) => {
      koffi.encode(bytes, at * type.size, type, value);
    });
    return bytes;
  };
  const functions = new Map(
    Object.entries(FUNCTIONS).map(([name, { at, takes }]) => {
      const pointer = koffi.decode(list, first + at * koffi.sizeof('void *'), 'void *');
      const { async } = koffi.decode(pointer, koffi.proto('ulong', [...takes]));
      return [name, promisify(async)] as const;
    }),
  );
  // koffi unloads a library that nobody holds, and holds nothing that an asynchronous call reads.
  const held = {
    library,
    running: new Set<readonly Parameter[]>(),
    values: new WeakMap<Uint8Array, readonly RawAttribute[]>(),
  };
  return {
    async call(name, ...parameters) {
      held.running.add(parameters);
      try {
        const returnValue = Number(await functions.get(name)?.(...parameters));
        if (returnValue !== CKR.ok) throw new Pkcs11Error(name, returnValue);
      } finally {
        held.running.delete(parameters);
      }
    },
    ulongs: (...values) =>
      koffi.sizeof('ulong') === 8
        ? BigUint64Array.from(values)
        : Uint32Array.from(values, (value) => Number(value)),
    initializeArguments: (flags) =>
      encoded(argumentsType, { locks: [0, 0, 0, 0], flags, reserved: 0 }),
    mechanism: (type) => encoded(mechanismType, { type, parameter: 0, length: 0 }),
    attributes(template) {
      const bytes = encoded(
        attributeType,
        ...template.map(({ type, value }) => ({
          type,
          value: koffi.address(value),
          length: value.byteLength,
        })),
      );
      held.values.set(bytes, template);
      return bytes;
    },
    attributeLength: (attributes) => Number(koffi.decode(attributes, attributeType).length),
  };
}

/** CK_FUNCTION_LIST is all that a module must export by name. */
function findFunctionList(path: string): { library: LibraryHandle; list: unknown } {
  try {
    const config = koffi.config();
    if (config.async_stack_size !== STACK_BYTES) {
      koffi.config({ ...config, async_stack_size: STACK_BYTES });
    }
    // Node has an OpenSSL of its own and shows it to libraries: they are to find theirs first.
    const library = koffi.load(path, { deep: true });
    const getFunctionList = library.func('C_GetFunctionList', 'ulong', [
      koffi.out(koffi.pointer('void *')),
    ]);
    const list: unknown[] = [null];
    const returnValue = Number(getFunctionList(list));
    if (returnValue !== CKR.ok) throw new Pkcs11Error('C_GetFunctionList', returnValue);
    return { library, list: list[0] };
  } catch (cause) {
    throw new AuthorityError('module-unusable', `${path} is no PKCS #11 module.`, { cause });
  }
}
