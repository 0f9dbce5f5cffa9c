import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Database } from '../../central/server/database/database.ts';
import { openDatabase } from '../../central/server/database/open-database.ts';
import type { KioskIdentity } from '../../central/server/http/identities.ts';
import { giveTicket } from '../../central/server/queue/give-ticket.ts';
import { SERVICE_ID } from './queue-population.ts';
import { type TicketAnswer, ticketOrder } from './ticket-messages.ts';

/** A node of the central system that does nothing but give tickets, without HTTP. */

interface Node {
  readonly database: Database;
  readonly kiosks: readonly KioskIdentity[];
}

let node: Node | undefined;

process.on('message', async (message) => {
  const tell = (answer: TicketAnswer) => process.send?.(answer);
  try {
    const order = ticketOrder.parse(message);
    if (order.kind === 'open') {
      node = await open(order.url);
      tell({ kind: 'opened' });
    } else if (node) {
      tell({ kind: 'gave', ...(await give(node, order)) });
    }
  } catch (error) {
    tell({ kind: 'failed', reason: String(error) });
  }
});
process.once('disconnect', () => process.exit());

async function open(url: string): Promise<Node> {
  const database = await openDatabase({ url });
  const rows = await database.query<{ id: string; name: string; branch_id: string }>(
    'SELECT id, name, branch_id FROM kiosks ORDER BY random()',
  );
  return {
    database,
    kiosks: rows.map(({ id, name, branch_id: branchId }) => ({ id, name, branchId })),
  };
}

async function give(
  { database, kiosks }: Node,
  { loops, seconds }: { readonly loops: number; readonly seconds: number },
): Promise<{ tickets: number; tookMs: number }> {
  const startedAt = performance.now();
  let asked = 0;
  let tickets = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() - startedAt < seconds * 1_000) {
      const kiosk = kiosks[asked++ % kiosks.length];
      if (!kiosk) throw new Error('there is no kiosk');
      const giving = { kiosk, entryId: randomUUID(), serviceId: SERVICE_ID, now: Date.now() };
      const { kind } = await giveTicket(database, giving);
      if (kind !== 'given') throw new Error(`a ticket was not given: ${kind}`);
      tickets += 1;
    }
  };
  await Promise.all(Array.from({ length: loops }, loop));
  return { tickets, tookMs: performance.now() - startedAt };
}
