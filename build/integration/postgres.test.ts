import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBranch } from '../../central/server/branches/branches.ts';
import type { Database } from '../../central/server/database/database.ts';
import { MIGRATIONS } from '../../central/server/database/migrations/index.ts';
import { openDatabase } from '../../central/server/database/open-database.ts';
import { requireKiosk } from '../../central/server/http/hooks.ts';
import { buildServer } from '../../central/server/server.ts';
import { describeDatabase } from '../../central/server/testing/database-suite.ts';
import { enrolSignedKiosk } from '../../central/server/testing/signed-kiosk.ts';
import { type PrivatePostgres, startPostgres } from './rig/postgres.ts';
import { describeWithParts } from './rig/requirements.ts';
import { waitUntil } from './rig/wait.ts';

const NOTICE_DEADLINE_MS = 10_000;

describeWithParts(['postgresql'], 'a PostgreSQL server', () => {
  let postgres: PrivatePostgres;

  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  describeDatabase('a database of a server', async () =>
    openDatabase({ url: await postgres.createDatabase() }),
  );

  async function openNodes(count: number): Promise<Database[]> {
    const url = await postgres.createDatabase();
    return Promise.all(Array.from({ length: count }, () => openDatabase({ url })));
  }

  describe('nodes on one database', () => {
    it('start at once and apply each migration once', async () => {
      const nodes = await openNodes(4);
      const rows = await nodes[0]?.query('SELECT number FROM schema_migrations ORDER BY number');
      expect(rows).toEqual(MIGRATIONS.map((_sql, index) => ({ number: index + 1 })));
      await Promise.all(nodes.map((node) => node.close()));
    });

    it('hear each other', async () => {
      const nodes = await openNodes(2);
      const heard: string[][] = [[], []];
      for (const [index, node] of nodes.entries()) {
        await node.listen(
          'both',
          (payload) => heard[index]?.push(payload),
          () => undefined,
        );
      }
      for (const [index, node] of nodes.entries()) {
        await node.query(`SELECT pg_notify('both', $1)`, [`from ${index}`]);
      }
      await waitUntil('both notifications at both nodes', NOTICE_DEADLINE_MS, () =>
        heard.every(({ length }) => length === 2) ? true : undefined,
      );
      expect(heard).toEqual([
        ['from 0', 'from 1'],
        ['from 0', 'from 1'],
      ]);
      await Promise.all(nodes.map((node) => node.close()));
    });

    it('take a signed request once', async () => {
      const databases = await openNodes(2);
      const now = (): number => Date.parse('2026-11-23T09:00:00Z');
      const servers = await Promise.all(
        databases.map((database) =>
          buildServer({
            database,
            now,
            log: () => undefined,
            plugins: [
              async (fastify) => {
                fastify.get('/kiosk/any', { preValidation: requireKiosk }, async () => ({}));
              },
            ],
          }),
        ),
      );
      const [database, [server]] = [databases[0], servers];
      if (!database || !server) throw new Error('no node was started');
      const { id: branchId } = await createBranch(database, { name: 'Musterstadt' });
      const kiosk = await enrolSignedKiosk({ server, database, branchId, name: 'Terminal 1', now });
      const headers = await kiosk.headers('GET', '/kiosk/any');
      const responses = await Promise.all(
        servers.flatMap((each) =>
          Array.from({ length: 10 }, () => each.inject({ url: '/kiosk/any', headers })),
        ),
      );
      const accepted = responses.filter(({ statusCode }) => statusCode === 200);
      expect(accepted).toHaveLength(1);
      await Promise.all(servers.map((each) => each.close()));
      await Promise.all(databases.map((each) => each.close()));
    });
  });

  it('that was restarted is found again, and listeners learn that they missed something', async () => {
    const [node] = await openNodes(1);
    if (!node) throw new Error('no node was started');
    const heard: string[] = [];
    let gaps = 0;
    await node.listen(
      'restarts',
      (payload) => heard.push(payload),
      () => {
        gaps++;
      },
    );
    const tell = (payload: string) => node.query(`SELECT pg_notify('restarts', $1)`, [payload]);
    for (const round of [1, 2]) {
      await tell(`before ${round}`);
      await waitUntil('the notification before', NOTICE_DEADLINE_MS, () =>
        heard.includes(`before ${round}`) ? true : undefined,
      );
      await postgres.halt();
      await expect(node.query('SELECT 1')).rejects.toThrow();
      await expect(node.transaction(({ query }) => query('SELECT 1'))).rejects.toThrow();
      expect(gaps).toBe(round - 1);
      await postgres.resume();
      await waitUntil('the word of the gap', NOTICE_DEADLINE_MS, () =>
        gaps === round ? true : undefined,
      );
      await tell(`after ${round}`);
      await waitUntil('the notification after', NOTICE_DEADLINE_MS, () =>
        heard.includes(`after ${round}`) ? true : undefined,
      );
    }
    expect(heard).toEqual(['before 1', 'after 1', 'before 2', 'after 2']);
    await node.close();
  });

  it('that is away while a node closes does not hold it up', async () => {
    const [node] = await openNodes(1);
    await node?.listen(
      'closing',
      () => undefined,
      () => undefined,
    );
    await postgres.halt();
    await node?.close();
    await postgres.resume();
    expect(node).toBeDefined();
  });

  it('with tables of a newer program is refused', async () => {
    const url = await postgres.createDatabase();
    const database = await openDatabase({ url });
    await database.query('INSERT INTO schema_migrations (number) VALUES ($1)', [
      MIGRATIONS.length + 1,
    ]);
    await database.close();
    await expect(openDatabase({ url })).rejects.toMatchObject({
      name: 'DatabaseError',
      code: 'newer-than-program',
    });
  });

  it.each([
    ['of nobody', 'postgresql://nobody@127.0.0.1:1/none'],
    ['that is none', 'postgresql://[/'],
  ])('at an address %s is an error in a sentence', async (_case, url) => {
    await expect(openDatabase({ url })).rejects.toMatchObject({
      name: 'DatabaseError',
      code: 'not-reachable',
    });
  });
});
