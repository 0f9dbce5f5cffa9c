import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../central/server/database/database.ts';
import { openDatabase } from '../../central/server/database/open-database.ts';
import { verifyAudit } from '../../central/server/terminal-authority/audit.ts';
import { importChain } from '../../central/server/terminal-authority/chain-table.ts';
import { readChain } from '../../central/server/terminal-authority/chains.ts';
import { readCvCertificate } from '../../central/server/terminal-authority/cv-certificate.ts';
import { openKeysInFiles } from '../../central/server/terminal-authority/keys-in-files.ts';
import {
  type OpenAuthority,
  openAuthority,
} from '../../central/server/terminal-authority/open-authority.ts';
import {
  AuthorityPlace,
  outcomeOf,
} from '../../central/server/terminal-authority/testing/authority-place.ts';
import {
  hexOf,
  issueTerminal,
  pki,
} from '../../central/server/terminal-authority/testing/test-certificates.ts';
import { type PrivatePostgres, startPostgres } from './rig/postgres.ts';
import { describeWithParts } from './rig/requirements.ts';
import { waitUntil } from './rig/wait.ts';

const RENEWAL_DEADLINE_MS = 10_000;
const AT_ONCE = 40;

describeWithParts(['postgresql'], 'the terminal authority on two nodes', () => {
  let postgres: PrivatePostgres;
  let databases: Database[];
  let place: AuthorityPlace;
  let second: OpenAuthority;

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.createDatabase();
    databases = [await openDatabase({ url }), await openDatabase({ url })];
    const [one, other] = databases;
    if (!one || !other) throw new Error('there are two databases');
    place = await AuthorityPlace.create(one);
    second = await openAuthority({
      database: other,
      keys: await openKeysInFiles(place.folder.path),
      folder: null,
      now: () => place.branch.now,
      log: () => undefined,
    });
  });
  afterAll(async () => {
    await second?.close();
    await place?.close();
    for (const database of databases ?? []) await database.close();
    await postgres?.stop();
  });

  it('signs once for an approval, whichever node is asked', async () => {
    await place.approve();
    const outcomes = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => {
        const node = index % 2 === 0 ? place.authority : second;
        return outcomeOf(node.sign(place.asker(), place.question()));
      }),
    );
    const refused = outcomes.filter((outcome) => outcome === 'approval-used');
    expect(outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(1);
    expect(refused).toHaveLength(AT_ONCE - 1);
    expect(await verifyAudit(place.database)).toMatchObject({ kind: 'whole', records: AT_ONCE });
  });

  it('gives a lost answer again at the other node', async () => {
    place.request = await place.branch.open(place.kiosk, { attempt: 2 }, place.request.id);
    await place.approve();
    const question = place.question();
    const signature = await place.authority.sign(place.asker(), question);
    expect(await second.sign(place.asker(), question)).toBe(signature);
  });

  it('takes over a renewal that was imported elsewhere', async () => {
    const terminal = issueTerminal('DETESTAT00002', {
      from: 0,
      to: 60,
      privateKey: place.folder.terminal.privateKey,
    });
    const chain = readChain([pki.dv.certificate, terminal]);
    await importChain(place.database, chain, place.branch.now);
    place.request = await place.branch.open(place.kiosk, { transactionId: 'transaction-2' });
    const references = [hexOf(Buffer.from('DETESTCVCA00001'))];
    const holder = async (node: OpenAuthority): Promise<string> => {
      const certificates = await node.chain(place.asker(), references);
      return readCvCertificate(certificates.at(-1) ?? new Uint8Array()).holderReference;
    };
    for (const node of [place.authority, second]) {
      await waitUntil('the renewal', RENEWAL_DEADLINE_MS, async () =>
        (await holder(node)) === 'DETESTAT00002' ? true : undefined,
      );
    }
    expect(await verifyAudit(place.database)).toMatchObject({ kind: 'whole' });
  });
});
