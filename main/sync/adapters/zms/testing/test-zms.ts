import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ZmsConfig } from '../../../../../config/queue-system.ts';
import type { Log } from '../../../../log/log.ts';
import type { CallingStation, QueueSystem } from '../../queue-system.ts';
import { openZmsQueue, type ZmsQueueParts } from '../open-zms-queue.ts';
import { createZmsClient } from '../zms-client.ts';
import { createZmsSession } from '../zms-session.ts';
import { createZmsStation } from '../zms-station.ts';
import { openZmsStore } from '../zms-store.ts';
import { startZmsServer, type ZmsServer } from './zms-server.ts';
import {
  addProcess,
  createZmsState,
  secondsNow,
  type ZmsProcess,
  type ZmsScope,
  type ZmsUser,
} from './zms-state.ts';

/** A city's ZMS with two locations, a terminal of the branch, and its counters. */
export interface TestZms {
  readonly server: ZmsServer;
  readonly config: ZmsConfig;
  queue: QueueSystem;
  /** Pauses that were asked for, in milliseconds; none of them is waited for. */
  readonly pauses: number[];
  /** What was logged, as it stands in the log. */
  readonly logged: string[];
  /** What the terminal keeps for ZMS. */
  readonly storeFile: string;
  /** As after a restart, or with something changed. */
  reopen(changed?: Partial<ZmsQueueParts>): QueueSystem;
  /** At the first location, if left out. */
  station(name: string, scopeId?: number): CallingStation;
  close(): Promise<void>;
}

/** A Tuesday, 10:00 in Berlin. */
const TEST_TIME = Date.parse('2026-12-01T09:00:00Z');
export const TECHNICAL_USER = { user: 'kiosk-07', password: 'Feldweg im Regen' };

const HALL = 141;
const PASSES = 140;

export async function startTestZms(): Promise<TestZms> {
  const server = await startZmsServer(
    createZmsState({
      organisation: { id: 71, printerActivation: false },
      scopes: [
        scope(HALL, 'Bürgerservice', [
          { id: '111', name: 'Personalausweis' },
          { id: '222', name: 'An- und Abmeldung' },
        ]),
        scope(PASSES, 'Passstelle', []),
      ],
      users: [
        user(TECHNICAL_USER.user, TECHNICAL_USER.password),
        ...['Schalter 1', 'Schalter 2', 'Schalter 3'].map((name) => user(name, name)),
      ],
      now: TEST_TIME,
    }),
  );
  const config = configOf(server);
  const pauses: number[] = [];
  const logged: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'zms-'));
  const storeFile = join(folder, 'zms.json');
  const log: Log = (name, fields) => logged.push(JSON.stringify({ name, ...fields }));
  const pause = async (ms: number): Promise<void> => void pauses.push(ms);
  const reopen: TestZms['reopen'] = (changed = {}) =>
    openZmsQueue({
      ...{ config, credentials: TECHNICAL_USER, timeZone: 'Europe/Berlin', log, pause },
      ...{ store: openZmsStore(storeFile), now: () => server.state.now },
      ...changed,
    });
  return {
    ...{ server, config, pauses, logged, storeFile, reopen },
    queue: reopen(),
    station(name, scopeId = HALL) {
      const client = createZmsClient({ address: server.address, log, pause });
      const credentials = { user: name, password: name };
      const session = createZmsSession({ client, credentials, counterName: name });
      return createZmsStation({ config, session, scopeId });
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** As at the start of a day: nobody is there, and the terminal has just started. */
export function clear(zms: TestZms): void {
  const { server, pauses, logged } = zms;
  const { state } = server;
  state.now = TEST_TIME;
  state.processes = [];
  state.organisation.printerActivation = false;
  state.contingentOutlivesDay = true;
  for (const each of state.scopes) Object.assign(each, changeable());
  for (const each of state.users) each.authKey = null;
  server.asked.length = 0;
  server.clearFaults();
  pauses.length = 0;
  logged.length = 0;
  rmSync(zms.storeFile, { force: true });
  zms.queue = zms.reopen();
}

/** Seconds since the epoch. */
export const inMinutes = ({ server }: TestZms, minutes: number): number =>
  secondsNow(server.state) + minutes * 60;

/** Booked for so many minutes from now. */
export function addAppointment(zms: TestZms, minutes: number): ZmsProcess {
  return addProcess(zms.server.state, {
    ...{ scopeId: HALL, status: 'confirmed', number: 0, displayNumber: 'A0001' },
    ...{ arrivalTime: inMinutes(zms, minutes), appointmentAt: inMinutes(zms, minutes) },
    ...{ requests: ['111'], authKey: '52ec' },
  });
}

function configOf({ address }: ZmsServer): ZmsConfig {
  return {
    kind: 'zms',
    address,
    credentialsFile: '',
    scopes: [
      {
        id: HALL,
        queueId: 'hall',
        services: [
          { serviceId: 'identity-card', requestId: '111' },
          { serviceId: 'registration', requestId: '222' },
        ],
      },
      { id: PASSES, queueId: 'passes', services: [{ serviceId: 'passport', requestId: null }] },
    ],
    offlineNumbers: { prefix: 'K', digits: 3, firstNumber: 101, lastNumber: 199, perService: 5 },
  };
}

const changeable = () => ({
  ...{ firstNumber: 1, lastNumber: 499, maxNumberContingent: 0, callCountMax: 0 },
  ...{ deactivated: false, ghostWorkstationCount: 2 },
  ...{ lastGivenNumber: 0, lastGivenNumberTimestamp: 0, givenNumberCount: 0 },
  openingHours: [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, opens: '08:00', closes: '12:00' },
    { weekday, opens: '13:00', closes: '18:00' },
  ]),
  dayOffs: [],
});

function scope(id: number, name: string, requests: ZmsScope['requests']): ZmsScope {
  return { id, name, requests, averageMinutes: 10, ...changeable() };
}

function user(name: string, password: string): ZmsUser {
  return {
    ...{ name, password, permissions: ['appointment', 'availability'], authKey: null },
    ...{ lastLogin: 0, scopeId: 0, counterName: '', counterHint: '' },
  };
}
