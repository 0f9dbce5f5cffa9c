import { type Bytes, bytesToUint, equalBytes, NO_BYTES, uintBytes } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { answer, type Command, type Response } from './apdu.ts';
import {
  type Directory,
  EID_APPLICATION_IDENTIFIER,
  type ElementaryFile,
  type FileTree,
  MASTER_FILE_IDENTIFIER,
} from './files.ts';
import type { Session } from './session.ts';
import { STATUS } from './status-words.ts';

/** SELECT and READ BINARY, ISO/IEC 7816-4 sections 11.2.2 and 11.3.3. */

const NO_TEMPLATE = 0x0c;
const FILE_CONTROL_INFORMATION = 0x00;
const SHORT_IDENTIFIER_BIT = 0x80;

export function select(session: Session, tree: FileTree, command: Command): Response {
  if (command.p2 !== NO_TEMPLATE && command.p2 !== FILE_CONTROL_INFORMATION) {
    return answer(STATUS.wrongParameters);
  }
  switch (command.p1) {
    case 0x00:
      return selectByIdentifier(session, tree, command);
    case 0x02:
      return selectFile(session, command);
    case 0x04:
      return equalBytes(command.data, EID_APPLICATION_IDENTIFIER)
        ? enter(session, tree.eidApplication, command, encodeTlv(0x84, command.data))
        : answer(STATUS.fileNotFound);
    default:
      return answer(STATUS.wrongParameters);
  }
}

function selectByIdentifier(session: Session, tree: FileTree, command: Command): Response {
  const { data } = command;
  const isMasterFile =
    data.length === 0 || (data.length === 2 && bytesToUint(data) === MASTER_FILE_IDENTIFIER);
  if (!isMasterFile) return selectFile(session, command);
  const name = encodeTlv(0x83, uintBytes(MASTER_FILE_IDENTIFIER, 2));
  return enter(session, tree.masterFile, command, name);
}

function selectFile(session: Session, command: Command): Response {
  const { data } = command;
  if (data.length !== 2) return answer(STATUS.wrongLength);
  const file = session.directory.files.find(
    (candidate) => candidate.fileIdentifier === bytesToUint(data),
  );
  if (file === undefined) return answer(STATUS.fileNotFound);
  session.file = file;
  return selected(command, encodeTlv(0x83, data));
}

function enter(session: Session, directory: Directory, command: Command, name: Bytes): Response {
  session.directory = directory;
  session.file = undefined;
  return selected(command, name);
}

function selected(command: Command, name: Bytes): Response {
  const wantsTemplate = command.p2 === FILE_CONTROL_INFORMATION && command.expected !== undefined;
  return answer(STATUS.done, wantsTemplate ? encodeTlv(0x6f, name) : NO_BYTES);
}

/** `capacity` is how much fits into the answer once it has been protected. */
export function readBinary(session: Session, command: Command, capacity: number): Response {
  if (command.expected === undefined || command.data.length > 0) {
    return answer(STATUS.wrongLength);
  }
  const place = locate(session, command);
  if (typeof place === 'number') return answer(place);
  const { file, offset } = place;
  if (!file.mayRead(session.access)) return answer(STATUS.securityStatusNotSatisfied);
  const content = file.content();
  if (content === undefined) return answer(STATUS.fileNotFound);
  session.file = file;

  const { length } = content;
  if (offset > length) return answer(STATUS.offsetOutsideFile);
  if (offset === length) return answer(STATUS.endOfFile);
  const { most, everything } = command.expected;
  const end = Math.min(length, offset + Math.min(most, capacity));
  const fallsShort = !everything && offset + most > length;
  return answer(fallsShort ? STATUS.endOfFile : STATUS.done, content.slice(offset, end));
}

function locate(
  session: Session,
  command: Command,
): { readonly file: ElementaryFile; readonly offset: number } | number {
  if ((command.p1 & SHORT_IDENTIFIER_BIT) === 0) {
    return session.file === undefined
      ? STATUS.noCurrentFile
      : { file: session.file, offset: command.p1 * 256 + command.p2 };
  }
  const shortIdentifier = command.p1 & ~SHORT_IDENTIFIER_BIT;
  const file = session.directory.files.find(
    (candidate) => candidate.shortIdentifier === shortIdentifier,
  );
  return file === undefined ? STATUS.fileNotFound : { file, offset: command.p2 };
}
