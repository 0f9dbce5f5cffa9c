import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { CalledTicket } from '../../../central/contract/queue.ts';
import type { QueueConfiguration } from '../../../central/contract/queue-configuration.ts';
import { pushLinks } from '../../../central/server/push/links.ts';
import { queueRoutes } from '../../../central/server/queue/routes.ts';
import { CONFIGURATION } from '../../../central/server/queue/testing/test-queue.ts';
import { createAccount } from '../../../central/server/staff/accounts.ts';
import { signIn } from '../../../central/server/testing/signed-in-staff.ts';
import {
  startTestCentral,
  TEST_PASSWORD,
  type TestCentral,
} from '../../../central/server/testing/test-central.ts';
import { systemClock } from '../../../devices/kit/clock.ts';
import { createCentralClient } from '../central-client.ts';
import { openCentralLink } from '../central-link.ts';
import { createOurQueue } from './ours.ts';
import { createOurStation } from './ours-station.ts';
import type { CallingStation } from './queue-system.ts';
import { keepsTheQueue } from './testing/conformance-suite.ts';

const FIRST = 'identity-card';
const SECOND = 'registration';
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

keepsTheQueue('our central system', async () => {
  const central = await startTestCentral((parts) => [
    pushLinks(parts),
    queueRoutes({ ...parts, random: () => 0.5 }),
  ]);
  await central.server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = central.server.server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const lead = await central.signIn('lead');
  const limit = async (dailyLimit: number | null): Promise<void> => {
    await lead.send('PUT', '/staff/queue/configuration', configurationOf(central, dailyLimit));
  };
  await limit(null);
  const terminal = await openTerminal(central, origin);
  let codes = 20;
  return {
    system: terminal.system,
    cutOff: terminal.cutOff,
    services: [FIRST, SECOND],
    counters: [
      await openCounter(central, origin, 0),
      await openCounter(central, origin, 1),
      await openCounter(central, origin, 2),
    ],
    async book(minutes) {
      codes += 1;
      // The alphabet of codes has neither 0 nor 1.
      const code = `K7MR4W${String(codes).replace(/[01]/g, 'X')}`;
      const at = new Date(central.clock.now + minutes * 60_000).toISOString();
      const appointments = [{ id: randomUUID(), code, serviceId: FIRST, at }];
      await lead.send('PUT', '/staff/queue/appointments', { appointments });
      return code;
    },
    async issue(issues) {
      const text = issues ? null : 'Heute keine Nummern mehr';
      await lead.send('PUT', '/staff/queue/issuing', { serviceId: FIRST, issues, text });
    },
    limit,
    pass(minutes) {
      central.clock.now += minutes * 60_000;
    },
    async close() {
      terminal.hangUp();
      await central.close();
    },
  };
});

function configurationOf({ counterIds }: TestCentral, limit: number | null): QueueConfiguration {
  return {
    ...CONFIGURATION,
    services: CONFIGURATION.services.map((service) => ({
      ...service,
      dailyLimit: service.id === FIRST ? limit : null,
    })),
    counters: counterIds.map((counterId, place) => ({
      ...{ counterId, direction: null, arrow: null },
      serviceIds: [place === 2 ? SECOND : FIRST],
    })),
  };
}

/** One whose line is there, and the same with a line that is cut. */
async function openTerminal(central: TestCentral, origin: string) {
  const { id: kioskId, name: kioskName, key } = await central.enrolKiosk('Terminal 1');
  const now = (): number => central.clock.now;
  const identity = { central: origin, kioskId, kioskName, branchName: 'Musterstadt', key };
  let called: readonly CalledTicket[] | null = null;
  const link = openCentralLink({
    ...{ identity, clock: { ...systemClock, now }, log: () => {} },
    ...{ onRequest: () => {}, onFound: () => {} },
    onCalled: (latest) => {
      called = latest;
    },
    onLost: () => {
      called = null;
    },
  });
  const queueOf = (place: string) =>
    createCentralClient({ identity: { ...identity, central: place }, now, log: () => {} });
  return {
    system: createOurQueue({ client: queueOf(origin), lastCalled: () => called }),
    cutOff: createOurQueue({ client: queueOf(NOWHERE), lastCalled: () => null }),
    hangUp: () => link.close(),
  };
}

async function openCounter(
  { server, database, branchId, counterIds }: TestCentral,
  origin: string,
  place: 0 | 1 | 2,
): Promise<CallingStation> {
  const name = `clerk-${place}`;
  const account = { branchId, name, displayName: `Frau ${place}`, password: TEST_PASSWORD };
  await createAccount(database, { ...account, role: 'clerk' });
  const staff = await signIn(server, name, TEST_PASSWORD);
  await staff.send('PUT', '/staff/session/counter', { counterId: counterIds[place] ?? '' });
  const { cookie, session } = staff;
  return createOurStation({ central: origin, session: { cookie, csrfToken: session.csrfToken } });
}
