import { type Bytes, concat, NO_BYTES, toHex } from '../../kit/bytes.ts';
import { encodeTlv, findTlv } from '../../kit/tlv.ts';
import { answer, type Command, type Response } from './apdu.ts';
import { readAuxiliaryData } from './auxiliary-data.ts';
import { verifyCertificate, verifySignature } from './certificate-checks.ts';
import { hashOf, readCertificate } from './certificates.ts';
import { commonRights, includesRight, RIGHT } from './rights.ts';
import type { Chip, TerminalClaim, TerminalRun } from './session.ts';
import { STATUS } from './status-words.ts';
import { readKnownTlvs, readTlv } from './tlv-or-nothing.ts';
import { learn } from './trust-points.ts';

/**
 * Terminal authentication version 2, TR-03110-2 section 3.3 and TR-03110-3 section B.3: MSE:Set DST,
 * PSO:Verify Certificate, MSE:Set AT, GET CHALLENGE, EXTERNAL AUTHENTICATE. The challenge may be
 * fetched at any moment before it is used.
 */

const REFERENCE = 0x83;
const CLAIM = { mechanism: 0x80, holder: REFERENCE, auxiliary: 0x67, ephemeralKey: 0x91 };
const VERIFY_CERTIFICATE = 0x00be;
const CHALLENGE_BYTES = 8;
const NO_RIGHTS = '0000000000';

/** MSE:Set DST: whose key verifies the next certificate. */
export function chooseIssuer(chip: Chip, command: Command): Response {
  const run = chip.session.access?.terminal;
  if (run === undefined) return answer(STATUS.securityStatusNotSatisfied);
  run.issuer = undefined;
  const reference = readTlv(command.data, REFERENCE);
  if (reference === undefined) return answer(STATUS.wrongData);
  const known = [...chip.trust().points, ...(run.holder ? [run.holder] : [])];
  run.issuer = known.find((key) => key.reference === toHex(reference));
  return answer(run.issuer === undefined ? STATUS.referencedDataNotFound : STATUS.done);
}

export function verifyTerminalCertificate(chip: Chip, command: Command): Response {
  const run = chip.session.access?.terminal;
  if (run === undefined) return answer(STATUS.securityStatusNotSatisfied);
  if (command.p1 * 256 + command.p2 !== VERIFY_CERTIFICATE) return answer(STATUS.wrongParameters);
  const { issuer } = run;
  // One choice verifies one certificate.
  run.issuer = undefined;
  if (issuer === undefined) return answer(STATUS.conditionsNotSatisfied);
  const certificate = readCertificate(command.data);
  if (certificate === undefined) return answer(STATUS.referenceDataNotUsable);
  if (certificate.issuer !== issuer.reference) return answer(STATUS.referencedDataNotFound);
  const trust = chip.trust();
  const holder = verifyCertificate(certificate, issuer, trust.date);
  const learning = holder && learn(trust, holder, issuer);
  if (learning?.kind !== 'learnt') return answer(STATUS.referenceDataNotUsable);
  if (learning.trust !== trust) chip.memory.save({ trust: learning.trust });
  run.holder = holder;
  run.claim = undefined;
  return answer(STATUS.done);
}

/** MSE:Set AT, TR-03110-3 section B.14.1: mechanism, terminal, auxiliary data, ephemeral key. */
export function claimToBeTerminal(chip: Chip, command: Command): Response {
  const run = chip.session.access?.terminal;
  if (run === undefined) return answer(STATUS.securityStatusNotSatisfied);
  run.claim = undefined;
  const objects = readKnownTlvs(command.data, Object.values(CLAIM));
  if (objects === undefined) return answer(STATUS.wrongData);
  const mechanism = findTlv(objects, CLAIM.mechanism);
  const reference = findTlv(objects, CLAIM.holder);
  const { holder } = run;
  const isHolder = reference !== undefined && holder?.reference === toHex(reference);
  if (!mechanism || !isHolder || holder.role !== 'terminal') {
    return answer(STATUS.referencedDataNotFound);
  }
  if (hashOf(mechanism) !== holder.hash) return answer(STATUS.referencedDataNotFound);
  const ephemeralKey = findTlv(objects, CLAIM.ephemeralKey);
  if (ephemeralKey?.length !== chip.pace.curve.Fp.BYTES) return answer(STATUS.wrongData);
  const auxiliary = findTlv(objects, CLAIM.auxiliary);
  const auxiliaryData = readAuxiliaryData(auxiliary ?? NO_BYTES);
  if (auxiliaryData === undefined || auxiliary?.length === 0) return answer(STATUS.wrongData);
  const auxiliaryObject = auxiliary ? encodeTlv(CLAIM.auxiliary, auxiliary) : NO_BYTES;
  run.claim = { holder, ephemeralKey, auxiliaryData, auxiliaryObject };
  return answer(STATUS.done);
}

export function getChallenge(chip: Chip, command: Command): Response {
  const run = chip.session.access?.terminal;
  if (run === undefined) return answer(STATUS.securityStatusNotSatisfied);
  if (command.p1 !== 0 || command.p2 !== 0) return answer(STATUS.wrongParameters);
  if (command.data.length > 0 || command.expected?.most !== CHALLENGE_BYTES) {
    return answer(STATUS.wrongLength);
  }
  run.challenge = chip.pace.random(CHALLENGE_BYTES);
  return answer(STATUS.done, run.challenge);
}

export function externalAuthenticate(chip: Chip, command: Command): Response {
  const { access } = chip.session;
  const run = access?.terminal;
  if (!access || !run || run.grant) return answer(STATUS.securityStatusNotSatisfied);
  if (command.p1 !== 0 || command.p2 !== 0) return answer(STATUS.wrongParameters);
  const { claim, challenge } = run;
  // One challenge serves one signature, right or wrong.
  run.challenge = undefined;
  if (claim === undefined || challenge === undefined) return answer(STATUS.conditionsNotSatisfied);
  const message = signedMessage(run, claim, challenge);
  if (!verifySignature(claim.holder, message, command.data)) {
    return answer(STATUS.authenticationFailed);
  }
  const rights = commonRights(run.wanted, claim.holder.rights);
  // TR-03110-2 section 2.3.2.1: with the CAN, only a terminal whose certificates allow it.
  const hasNone = access.password === 'can' && !includesRight(rights, RIGHT.canAllowed);
  run.grant = {
    rights: hasNone ? NO_RIGHTS : rights,
    ephemeralKey: claim.ephemeralKey,
    auxiliaryData: claim.auxiliaryData,
  };
  return answer(STATUS.done);
}

/** ID_PICC ‖ r_PICC ‖ Comp(PK_PCD) ‖ A_PCD. */
function signedMessage(run: TerminalRun, claim: TerminalClaim, challenge: Bytes): Bytes {
  return concat(run.idPicc, challenge, claim.ephemeralKey, claim.auxiliaryObject);
}
