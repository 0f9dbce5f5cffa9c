import type { z } from 'zod';
import type { signatureQuestion } from '../../contract/kiosk.ts';
import type { Database, Queries } from '../database/database.ts';
import {
  type ApprovalUse,
  useApproval as consumeApproval,
  requestOfKiosk,
} from '../fast-lane/approvals.ts';
import { ProblemError } from '../http/problem-error.ts';
import { type AuditEntry, appendToAudit, findSignature, isSigned } from './audit.ts';
import { AuthorityError } from './authority-error.ts';
import type { AuthorityKeys } from './authority-keys.ts';
import type { ChainBook, ChainEntry, Choice } from './chain-book.ts';
import { digestOfQuestion, readTerminalChallenge } from './terminal-challenge.ts';

/**
 * The terminal authority: hands out the chain for a card's trust point, and signs one challenge for
 * one approval. Whatever it answers is in the audit before anybody hears it.
 */
export interface Authority {
  /** Whole certificates, the terminal's last. Throws a `ProblemError`, as all do. */
  chain(asker: Asker, references: readonly string[]): Promise<readonly Uint8Array[]>;
  /** r‖s, in upper-case hexadecimal digits. */
  sign(asker: Asker, question: z.infer<typeof signatureQuestion>): Promise<string>;
  /** For a question that cannot be read at all; throws it once it is in the audit. */
  refuse(kind: AuditEntry['kind'], kioskId: string, problem: ProblemError): Promise<never>;
}

export interface Asker {
  readonly kioskId: string;
  readonly requestId: string;
}

export interface AuthorityParts {
  readonly database: Database;
  readonly book: ChainBook;
  readonly keys: AuthorityKeys;
  readonly now: () => number;
  readonly onKeyFault: (fault: AuthorityError) => void;
}

type Facts = Partial<Omit<AuditEntry, 'kind' | 'outcome' | 'kioskId'>>;

const APPROVAL_PROBLEMS = {
  none: ['no-approval', 'The request is not approved.'],
  ended: ['approval-ended', 'The approval was not used in time.'],
  used: ['approval-used', 'The approval was used before.'],
} as const satisfies Partial<Record<ApprovalUse['kind'], readonly [string, string]>>;

export function createAuthority(parts: AuthorityParts): Authority {
  const { database, book, now } = parts;
  /** Facts gathered until a refusal go into its record. */
  const audited = async <Result>(
    kind: AuditEntry['kind'],
    kioskId: string,
    facts: Facts,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      const outcome = error instanceof ProblemError ? error.code : 'server-fault';
      const refusal = entryOf(kind, outcome, kioskId, facts);
      await database.transaction((queries) => appendToAudit(queries, refusal, now()));
      throw error;
    }
  };

  return {
    chain({ kioskId, requestId }, references) {
      const facts: Facts = { requestId };
      return audited('chain', kioskId, facts, async () => {
        const request = await requestOfKiosk(database, { requestId, kioskId });
        if (!request) throw new ProblemError('not-found', 'There is no such request.');
        Object.assign(facts, { transactionId: request.transactionId });
        if (!STATES_WITH_CHAIN.has(request.state)) {
          throw new ProblemError('conflict', 'The request is over.');
        }
        const names = references.map((digits) => Buffer.from(digits, 'hex').toString('latin1'));
        const certificates = found(book.chainFor(names, now()));
        const holderReference = certificates.at(-1)?.holderReference ?? null;
        Object.assign(facts, { holderReference });
        const given = entryOf('chain', 'given', kioskId, facts);
        await database.transaction((queries) => appendToAudit(queries, given, now()));
        return certificates.map(({ bytes }) => bytes);
      });
    },
    sign(asker, question) {
      const facts: Facts = {
        requestId: asker.requestId,
        holderReference: recordable(question.holderReference),
        questionDigest: digestOfQuestion(question),
      };
      return audited('signature', asker.kioskId, facts, () =>
        database.transaction((queries) => signOnce(queries, parts, { asker, question, facts })),
      );
    },
    refuse: (kind, kioskId, problem) => audited(kind, kioskId, {}, () => Promise.reject(problem)),
  };
}

/** A chain is fetched while staff still look. */
const STATES_WITH_CHAIN: ReadonlySet<string> = new Set(['open', 'taken', 'approved']);

interface SignatureCall {
  readonly asker: Asker;
  readonly question: z.infer<typeof signatureQuestion>;
  readonly facts: Facts;
}

/**
 * Uses the approval, signs and records in one transaction: should any of it fail, the approval is
 * still there. Signing before it would make signatures that no record tells of.
 */
async function signOnce(
  queries: Queries,
  parts: AuthorityParts,
  { asker: { kioskId, requestId }, question, facts }: SignatureCall,
): Promise<string> {
  const now = parts.now();
  const questionDigest = digestOfQuestion(question);
  const use = await consumeApproval(queries, {
    requestId,
    kioskId,
    now,
    digestOfChallenge: questionDigest,
  });
  if (use.kind !== 'live' && use.kind !== 'again') {
    const [code, title] = APPROVAL_PROBLEMS[use.kind];
    throw new ProblemError(code, title);
  }
  Object.assign(facts, { transactionId: use.transactionId });
  const record = async (outcome: 'signed' | 'repeated', signature: string): Promise<string> => {
    const entry = entryOf('signature', outcome, kioskId, { ...facts, signature });
    if (!(await appendToAudit(queries, entry, now))) throw replayed();
    return signature;
  };
  if (use.kind === 'again') {
    const earlier = await findSignature(queries, { requestId, questionDigest });
    if (earlier === undefined) throw new AuthorityError('audit-broken', 'A signature is missing.');
    return record('repeated', earlier);
  }
  const holderReference = Buffer.from(question.holderReference, 'hex').toString('latin1');
  const signer = found(parts.book.signerFor(holderReference, now));
  const { message, challengeDigest } = readTerminalChallenge(question);
  Object.assign(facts, { challengeDigest });
  if (await isSigned(queries, challengeDigest)) throw replayed();
  return record('signed', await signWith(parts, signer, message));
}

async function signWith(
  { keys, onKeyFault }: AuthorityParts,
  { chain, keyName }: ChainEntry,
  message: Uint8Array,
): Promise<string> {
  try {
    const signature = await keys.sign(keyName, message, chain.terminal.hash);
    return Buffer.from(signature).toString('hex').toUpperCase();
  } catch (error) {
    if (!(error instanceof AuthorityError)) throw error;
    onKeyFault(error);
    throw new ProblemError('key-unavailable', 'The key cannot be used just now.');
  }
}

/** A record must be possible whatever was asked: what is no text is recorded in its digits. */
function recordable(reference: string): string {
  const text = Buffer.from(reference, 'hex').toString('latin1');
  return /^[\x20-\x7e\xa0-\xff]+$/.test(text) ? text : reference;
}

function found<Found>(choice: Choice<Found>): Found {
  switch (choice.kind) {
    case 'found':
      return choice.found;
    case 'none':
      throw new ProblemError('no-chain', 'No certificate of this authority fits.');
    case 'ended':
      throw new ProblemError('certificate-ended', 'The certificate that fits has ended.');
  }
}

function replayed(): ProblemError {
  return new ProblemError('challenge-replayed', 'This challenge of the card was signed before.');
}

function entryOf(
  kind: AuditEntry['kind'],
  outcome: AuditEntry['outcome'],
  kioskId: string,
  facts: Facts,
): AuditEntry {
  return {
    requestId: null,
    transactionId: null,
    holderReference: null,
    challengeDigest: null,
    questionDigest: null,
    signature: null,
    ...facts,
    kind,
    outcome,
    kioskId,
  };
}
