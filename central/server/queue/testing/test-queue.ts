import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type {
  entryStep,
  leasesQuestion,
  OfflineTicket,
  QueueEntry,
} from '../../../contract/queue.ts';
import {
  type QueueConfiguration,
  queueConfiguration,
} from '../../../contract/queue-configuration.ts';
import type { Database } from '../../database/database.ts';
import { TestBranch } from '../../fast-lane/testing/test-branch.ts';
import type { KioskIdentity, StaffIdentity } from '../../http/identities.ts';
import { storeAppointments } from '../appointments.ts';
import { callNext, stepEntry } from '../call-entries.ts';
import { checkIn } from '../check-in.ts';
import { writeConfiguration } from '../configuration.ts';
import { findEntry } from '../entry-changes.ts';
import { giveTicket } from '../give-ticket.ts';
import type { TicketGiven } from '../issuing.ts';
import { keepLeases } from '../leases.ts';
import { storeOfflineTickets } from '../offline-tickets.ts';

/** A branch with a queue in a database. */

const WORKDAYS = [1, 3, 4, 5];

export const CONFIGURATION: QueueConfiguration = queueConfiguration.parse({
  queues: [
    {
      id: 'hall',
      name: 'Bürgerservice',
      place: 'Wartebereich 1',
      openingHours: [
        ...WORKDAYS.flatMap((weekday) => [
          { weekday, opens: '12:00', closes: '16:00' },
          { weekday, opens: '08:00', closes: '12:00' },
        ]),
        { weekday: 2, opens: '08:00', closes: '12:00' },
        { weekday: 2, opens: '14:00', closes: '18:00' },
      ],
      slipText: 'Bitte halten Sie Ihren Ausweis bereit.',
    },
  ],
  services: [
    {
      id: 'identity-card',
      name: 'Personalausweis',
      queueId: 'hall',
      series: { prefix: 'A', firstNumber: 1, lastNumber: 999 },
      dailyLimit: null,
      usualMinutes: 10,
    },
    {
      id: 'registration',
      name: 'An- und Abmeldung',
      queueId: 'hall',
      series: { prefix: 'B', firstNumber: 1, lastNumber: 99 },
      dailyLimit: 3,
      usualMinutes: 20,
    },
  ],
  counters: [],
  closedDays: [{ day: '2026-12-25', name: '1. Weihnachtstag' }],
  specialDays: [
    { day: '2026-12-24', name: 'Heiligabend', periods: [{ opens: '08:00', closes: '12:00' }] },
  ],
  fastLaneServiceId: 'identity-card',
});

const [first, second] = CONFIGURATION.services;
if (!first || !second) throw new Error('the test queue has two services');
export const SERVICES = [first, second] as const;

type Clerk = Awaited<ReturnType<TestBranch['addClerk']>>;

export class TestQueue {
  readonly branch: TestBranch;
  readonly lead: StaffIdentity;
  readonly kiosk: KioskIdentity;
  configuration: QueueConfiguration = CONFIGURATION;

  private constructor(branch: TestBranch, lead: StaffIdentity, kiosk: KioskIdentity) {
    this.branch = branch;
    this.lead = lead;
    this.kiosk = kiosk;
  }

  static async create(database: Database): Promise<TestQueue> {
    const branch = await TestBranch.create(database);
    const lead: StaffIdentity = { ...(await branch.addClerk()), role: 'lead' };
    const queue = new TestQueue(branch, lead, await branch.addKiosk());
    await queue.configure({});
    return queue;
  }

  async addKiosk(): Promise<KioskIdentity> {
    const id = randomUUID();
    const kiosk = { id, name: `Terminal ${id}`, branchId: this.branch.id };
    await this.database.query(
      `INSERT INTO kiosks (id, branch_id, name, public_key, enrolled_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [id, kiosk.branchId, kiosk.name, Buffer.alloc(32, 1), new Date(this.now)],
    );
    return kiosk;
  }

  get database(): Database {
    return this.branch.database;
  }

  get now(): number {
    return this.branch.now;
  }

  async configure(change: Partial<QueueConfiguration>): Promise<void> {
    this.configuration = { ...this.configuration, ...change };
    const { database, lead: staff, configuration, now } = this;
    await writeConfiguration(database, { staff, configuration, now });
  }

  async addClerk(
    serviceIds: readonly string[] = ['identity-card', 'registration'],
  ): Promise<Clerk> {
    const clerk = await this.branch.addClerk();
    const place = { direction: null, arrow: null };
    const counter = { ...place, counterId: clerk.counter.id, serviceIds: [...serviceIds] };
    await this.configure({ counters: [...this.configuration.counters, counter] });
    return clerk;
  }

  give(serviceId = 'identity-card', entryId: string = randomUUID()): Promise<TicketGiven> {
    const { database, kiosk, now } = this;
    return giveTicket(database, { kiosk, entryId, serviceId, now });
  }

  /** A ticket that was given. */
  async ticket(serviceId?: string): Promise<QueueEntry> {
    const given = await this.give(serviceId);
    if (given.kind !== 'given') throw new Error(`no ticket was given: ${given.kind}`);
    return given.entry;
  }

  async book(at: number, code: string, serviceId = 'identity-card'): Promise<string> {
    const id = randomUUID();
    const appointments = [{ id, code, serviceId, at: new Date(at).toISOString() }];
    const { database, lead: staff, now } = this;
    await storeAppointments(database, { staff, appointments, now });
    return id;
  }

  checkIn(code: string, entryId: string = randomUUID()) {
    const { database, kiosk, now } = this;
    return checkIn(database, { kiosk, entryId, code, now });
  }

  next(staff: StaffIdentity) {
    return callNext(this.database, { staff, now: this.now });
  }

  step(staff: StaffIdentity, entryId: string, step: z.infer<typeof entryStep>) {
    return stepEntry(this.database, { staff, entryId, step, now: this.now });
  }

  leases(question: Partial<z.infer<typeof leasesQuestion>>, kiosk = this.kiosk) {
    const full = { ledgerId: kiosk.id, wishes: [], returned: [], ...question };
    return keepLeases(this.database, { kiosk, question: full, now: this.now });
  }

  report(tickets: readonly OfflineTicket[], kiosk = this.kiosk) {
    return storeOfflineTickets(this.database, { kiosk, tickets, now: this.now });
  }

  async entry(entryId: string): Promise<QueueEntry | undefined> {
    return (await findEntry(this.database, entryId))?.entry;
  }
}
