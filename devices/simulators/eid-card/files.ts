import { asciiBytes, type Bytes, concat, fromHex, uintBytes } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { chipAuthenticationIdentifier, paceIdentifier, type Suite } from './suites.ts';

/** The file tree of a German identity card, TR-03110-3 section A.1.2 and TR-03110-4. */

export interface ElementaryFile {
  readonly fileIdentifier: number;
  readonly shortIdentifier: number;
  /** Undefined: nobody may read it before terminal authentication. */
  readonly content: Bytes | undefined;
}

export interface Directory {
  readonly files: readonly ElementaryFile[];
}

export interface FileTree {
  readonly masterFile: Directory;
  readonly eidApplication: Directory;
}

export const MASTER_FILE_IDENTIFIER = 0x3f00;
export const EID_APPLICATION_IDENTIFIER = fromHex('E80704007F00070302');

const DATA_GROUPS = 22;
const CHIP_KEY = 0x29;
const PRIVILEGED_CHIP_KEY = 0x2d;

export function buildFiles(suite: Suite, parameterId: number): FileTree {
  const dataGroups = Array.from({ length: DATA_GROUPS }, (_, index) =>
    file(0x0101 + index, 1 + index, undefined),
  );
  return {
    masterFile: {
      files: [
        file(0x2f00, 0x1e, directoryContent()),
        file(0x011c, 0x1c, cardAccess(suite, parameterId)),
        file(0x011d, 0x1d, undefined),
        file(0x011b, 0x1b, undefined),
      ],
    },
    eidApplication: { files: dataGroups },
  };
}

/** EF.CardAccess in the object order of the AusweisApp test card; a SET, so any order is valid. */
function cardAccess(suite: Suite, parameterId: number): Bytes {
  return encodeTlv(
    0x31,
    sequence(objectIdentifier(paceIdentifier(suite)), integer(2), integer(parameterId)),
    sequence(objectIdentifier(ID_TERMINAL_AUTHENTICATION), integer(2)),
    ...chipAuthentication(suite, parameterId, CHIP_KEY),
    sequence(
      objectIdentifier(ID_PRIVILEGED_TERMINAL),
      encodeTlv(0x31, ...chipAuthentication(suite, parameterId, PRIVILEGED_CHIP_KEY)),
    ),
    sequence(
      objectIdentifier(ID_CARD_INFO),
      encodeTlv(0x16, asciiBytes('http://bsi.bund.de/cif/npa.xml')),
    ),
  );
}

const ID_STANDARDIZED_PARAMETERS = fromHex('04007F00070102');
const ID_TERMINAL_AUTHENTICATION = fromHex('04007F0007020202');
const ID_CHIP_AUTHENTICATION_ECDH = fromHex('04007F000702020302');
const ID_CARD_INFO = fromHex('04007F0007020206');
const ID_PRIVILEGED_TERMINAL = fromHex('04007F0007020208');

function chipAuthentication(suite: Suite, parameterId: number, key: number): readonly Bytes[] {
  const parameters = sequence(objectIdentifier(ID_STANDARDIZED_PARAMETERS), integer(parameterId));
  return [
    sequence(objectIdentifier(chipAuthenticationIdentifier(suite)), integer(2), integer(key)),
    sequence(objectIdentifier(ID_CHIP_AUTHENTICATION_ECDH), parameters, integer(key)),
  ];
}

/** EF.DIR of the AusweisApp test card: eSign certificates, passport, eID, eSign. */
function directoryContent(): Bytes {
  const eSign = fromHex('A000000167455349474E');
  const certificates = fromHex('E828BD080FA000000167455349474E');
  return concat(
    encodeTlv(
      0x61,
      encodeTlv(0x4f, certificates),
      encodeTlv(0x50, asciiBytes('CIA zu DF.eSign')),
      encodeTlv(0x51),
      encodeTlv(0x73, encodeTlv(0x4f, eSign)),
    ),
    encodeTlv(0x61, encodeTlv(0x4f, fromHex('A0000002471001'))),
    encodeTlv(0x61, encodeTlv(0x4f, EID_APPLICATION_IDENTIFIER)),
    encodeTlv(0x61, encodeTlv(0x4f, eSign)),
  );
}

function file(
  fileIdentifier: number,
  shortIdentifier: number,
  content: Bytes | undefined,
): ElementaryFile {
  return { fileIdentifier, shortIdentifier, content };
}

function sequence(...members: readonly Uint8Array[]): Bytes {
  return encodeTlv(0x30, ...members);
}

function objectIdentifier(value: Uint8Array): Bytes {
  return encodeTlv(0x06, value);
}

/** All numbers here are below 128 and need no leading zero. */
function integer(value: number): Bytes {
  return encodeTlv(0x02, uintBytes(value, 1));
}
