import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { FastLaneRequest } from '../../../contract/fast-lane.ts';
import type { signatureQuestion } from '../../../contract/kiosk.ts';
import type { Database } from '../../database/database.ts';
import { TestBranch } from '../../fast-lane/testing/test-branch.ts';
import type { KioskIdentity } from '../../http/identities.ts';
import { ProblemError } from '../../http/problem-error.ts';
import type { LoggedEvent } from '../../testing/test-central.ts';
import type { AuthorityError } from '../authority-error.ts';
import type { AuthorityKeys } from '../authority-keys.ts';
import { openKeysInFiles } from '../keys-in-files.ts';
import { type OpenAuthority, openAuthority } from '../open-authority.ts';
import { type AuthorityFolder, hexOf, makeAuthorityFolder } from './test-certificates.ts';

export type Question = z.infer<typeof signatureQuestion>;

/** An authority over keys in files, with a kiosk that has a request open. */
export class AuthorityPlace {
  /** Thrown instead of signing, as long as it is set. */
  keyFault: AuthorityError | undefined;
  /** Made since the authority was open. */
  signatures = 0;
  request: FastLaneRequest;
  readonly logged: LoggedEvent[] = [];
  readonly database: Database;
  readonly folder: AuthorityFolder;
  readonly branch: TestBranch;
  readonly kiosk: KioskIdentity;
  #authority: OpenAuthority | undefined;
  #recordsBefore = 0;

  private constructor(
    database: Database,
    folder: AuthorityFolder,
    branch: TestBranch,
    { kiosk, request }: { kiosk: KioskIdentity; request: FastLaneRequest },
  ) {
    this.database = database;
    this.folder = folder;
    this.branch = branch;
    this.kiosk = kiosk;
    this.request = request;
  }

  /** Chains of earlier places in the same database are forgotten; the audit only grows. */
  static async create(database: Database): Promise<AuthorityPlace> {
    await database.query('DELETE FROM authority_chains');
    const branch = await TestBranch.create(database);
    const kiosk = await branch.addKiosk();
    const request = await branch.open(kiosk);
    const folder = await makeAuthorityFolder();
    const place = new AuthorityPlace(database, folder, branch, { kiosk, request });
    const [head] = await database.query('SELECT sequence FROM authority_audit_head');
    place.#recordsBefore = Number(head?.['sequence']);
    place.#authority = await place.open(await place.#keys());
    place.signatures = 0;
    return place;
  }

  get authority(): OpenAuthority {
    if (!this.#authority) throw new Error('the authority is not open');
    return this.#authority;
  }

  open(keys: AuthorityKeys, folder: string | null = this.folder.path): Promise<OpenAuthority> {
    return openAuthority({
      database: this.database,
      keys,
      folder,
      now: () => this.branch.now,
      log: (name, fields) => this.logged.push({ name, fields }),
    });
  }

  async close(): Promise<void> {
    await this.#authority?.close();
    this.folder.remove();
  }

  async approve(): Promise<void> {
    await this.branch.approve(await this.branch.addClerk(), this.request);
  }

  asker(kiosk: KioskIdentity = this.kiosk) {
    return { kioskId: kiosk.id, requestId: this.request.id };
  }

  question(change: Partial<Question> = {}): Question {
    return {
      holderReference: hexOf(this.folder.terminal.reference),
      idPicc: hexOf(randomBytes(32)),
      challenge: hexOf(randomBytes(8)),
      ephemeralKey: hexOf(randomBytes(32)),
      auxiliaryData: '',
      ...change,
    };
  }

  /** `answered`, or the code of the refusal. */
  sign(question: Question = this.question(), kiosk: KioskIdentity = this.kiosk): Promise<string> {
    return outcomeOf(this.authority.sign(this.asker(kiosk), question));
  }

  chainFrom(...references: readonly string[]): Promise<readonly Uint8Array[]> {
    const asHex = references.map((reference) => hexOf(Buffer.from(reference, 'latin1')));
    return this.authority.chain(this.asker(), asHex);
  }

  /** The outcomes that the audit tells of this place. */
  async records(): Promise<string[]> {
    const rows = await this.database.query<{ outcome: string }>(
      'SELECT outcome FROM authority_audit WHERE sequence > $1 ORDER BY sequence',
      [this.#recordsBefore],
    );
    return rows.map(({ outcome }) => outcome);
  }

  async #keys(): Promise<AuthorityKeys> {
    const keys = await openKeysInFiles(this.folder.path);
    return {
      ...keys,
      sign: (...call) => {
        if (this.keyFault) return Promise.reject(this.keyFault);
        this.signatures += 1;
        return keys.sign(...call);
      },
    };
  }
}

export function outcomeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'answered',
    (error: unknown) => (error instanceof ProblemError ? error.code : String(error)),
  );
}
