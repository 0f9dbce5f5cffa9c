import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { signatureQuestion } from '../../contract/kiosk.ts';
import { ProblemError } from '../http/problem-error.ts';
import { readTagged, readTlvs } from './tlv.ts';

/**
 * What a kiosk wants signed: TR-03110 part 2, 3.3. The authority checks every part and joins them
 * itself, for whoever signs a hash given to him signs anything.
 */
export interface TerminalChallenge {
  /** M = ID_PICC ‖ r_PICC ‖ Comp(PK_PCD) ‖ A_PCD */
  readonly message: Uint8Array;
  /** Names the card's challenge: the same (ID_PICC, r_PICC) is never signed for twice. */
  readonly challengeDigest: string;
}

type SignatureQuestion = z.infer<typeof signatureQuestion>;

/** The curve of German identity cards is brainpoolP256r1 (standardized parameters 13). */
const FIELD_BYTES = 32;
const DATE = /^\d{8}$/;
/** id-DateOfBirth and id-DateOfExpiry: TR-03110 part 4, 2.2.4. */
const AUXILIARY_VALUES: ReadonlyMap<string, RegExp> = new Map([
  ['04007f000703010401', DATE],
  ['04007f000703010402', DATE],
]);

/** Names the whole question, so that the same one sent again gets the same answer. */
export function digestOfQuestion(question: SignatureQuestion): string {
  const { holderReference, idPicc, challenge, ephemeralKey, auxiliaryData } = question;
  const parts = [holderReference, idPicc, challenge, ephemeralKey, auxiliaryData];
  return sha256(Buffer.from(JSON.stringify(parts)));
}

/** Throws a `ProblemError`. */
export function readTerminalChallenge(question: SignatureQuestion): TerminalChallenge {
  const [idPicc, challenge, ephemeralKey, auxiliaryData] = [
    question.idPicc,
    question.challenge,
    question.ephemeralKey,
    question.auxiliaryData,
  ].map((digits) => Buffer.from(digits, 'hex'));
  if (!idPicc || !challenge || !ephemeralKey || !auxiliaryData) malformed('a part is missing');
  if (idPicc.length !== FIELD_BYTES) malformed(`idPicc must have ${FIELD_BYTES} bytes`);
  if (ephemeralKey.length !== FIELD_BYTES) malformed(`ephemeralKey must have ${FIELD_BYTES} bytes`);
  if (auxiliaryData.length > 0) checkAuxiliaryData(auxiliaryData);
  return {
    message: Buffer.concat([idPicc, challenge, ephemeralKey, auxiliaryData]),
    challengeDigest: sha256(Buffer.concat([idPicc, challenge])),
  };
}

/** `67 { 73 { 06 OID, 53 value } … }`, at most one template for each OID: TR-03110 part 3, A.6.5. */
function checkAuxiliaryData(bytes: Uint8Array): void {
  const [data] = readTagged(bytes, [0x67]) ?? malformed('auxiliaryData is not one object 67');
  const templates = readTlvs(data?.value ?? bytes) ?? malformed('auxiliaryData is malformed');
  const seen = new Set<string>();
  for (const { tag, value } of templates) {
    const [oid, limit] =
      tag === 0x73 ? (readTagged(value, [0x06, 0x53]) ?? malformedTemplate()) : malformedTemplate();
    const name = Buffer.from(oid?.value ?? []).toString('hex');
    const form = AUXILIARY_VALUES.get(name) ?? malformed('auxiliaryData has an unknown OID');
    if (seen.has(name)) malformed('auxiliaryData has an OID twice');
    seen.add(name);
    if (!form.test(Buffer.from(limit?.value ?? []).toString('latin1'))) malformedTemplate();
  }
  if (seen.size === 0) malformed('auxiliaryData is empty: leave it out');
}

function malformedTemplate(): never {
  malformed('auxiliaryData has a malformed template');
}

function malformed(reason: string): never {
  throw new ProblemError('challenge-malformed', `The challenge was not signed: ${reason}.`);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
