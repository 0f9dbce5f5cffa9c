import { asciiBytes, type Bytes, concat, fromHex } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { hasRight, RIGHT, readingRight } from './rights.ts';
import type { Access } from './session.ts';

/** The file tree of a German identity card, TR-03110-3 section A.1.2 and TR-03110-4. */

export interface ElementaryFile {
  readonly fileIdentifier: number;
  readonly shortIdentifier: number;
  mayRead(access: Access | undefined): boolean;
  /** Undefined: this card does not have the file. */
  content(): Bytes | undefined;
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
const anybody = (): boolean => true;

export interface FileContents {
  readonly cardAccess: Bytes;
  cardSecurity(): Bytes;
  dataGroup(number: number): Bytes | undefined;
}

export function buildFiles({ cardAccess, cardSecurity, dataGroup }: FileContents): FileTree {
  const dataGroups = Array.from({ length: DATA_GROUPS }, (_, index) => {
    const number = index + 1;
    return file(
      0x0100 + number,
      number,
      (access) => hasRight(access, readingRight(number)),
      () => dataGroup(number),
    );
  });
  return {
    masterFile: {
      files: [
        file(0x2f00, 0x1e, anybody, directoryContent),
        file(0x011c, 0x1c, anybody, () => cardAccess),
        file(0x011d, 0x1d, (access) => access?.terminal?.grant !== undefined, cardSecurity),
        file(
          0x011b,
          0x1b,
          (access) => hasRight(access, RIGHT.privilegedTerminal),
          () => undefined,
        ),
      ],
    },
    eidApplication: { files: dataGroups },
  };
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
  mayRead: ElementaryFile['mayRead'],
  content: ElementaryFile['content'],
): ElementaryFile {
  return { fileIdentifier, shortIdentifier, mayRead, content };
}
