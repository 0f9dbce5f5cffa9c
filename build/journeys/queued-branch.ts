import { randomUUID } from 'node:crypto';
import { queueConfiguration } from '../../central/contract/queue-configuration.ts';
import type { StaffIdentity } from '../../central/server/http/identities.ts';
import { storeAppointments } from '../../central/server/queue/appointments.ts';
import { writeConfiguration } from '../../central/server/queue/configuration.ts';
import { giveStaffTicket } from '../../central/server/queue/give-ticket.ts';
import type { CounterInBrowser, LaneBranch } from './counter-in-browser.ts';

/** A queue in a branch of the rig: two services, of which the third counter has the second only. */
export interface QueuedBranch {
  /** @returns the number */
  takeTicket(serviceId?: Service, said?: { note?: string; preferred?: boolean }): Promise<string>;
  /** For an identity card, so many minutes from now. */
  addAppointment(code: string, minutes: number): Promise<void>;
}

type Service = 'identity-card' | 'registration';

const PERIOD = { opens: '00:00', closes: '23:59' };

export async function queueIn(rig: CounterInBrowser, branch: LaneBranch): Promise<QueuedBranch> {
  const database = rig.database();
  const now = (): number => Date.now() + rig.clock.aheadMs;
  const counters = await database.query<{ id: string; name: string }>(
    'SELECT id, name FROM counters WHERE branch_id = $1 ORDER BY name',
    [branch.id],
  );
  const [lead] = await database.query<{ id: string }>(
    'SELECT id FROM staff_accounts WHERE name = $1',
    [branch.staff.leitner],
  );
  if (!lead) throw new Error('the branch has no lead');
  const staff: StaffIdentity = {
    ...{ sessionId: randomUUID(), accountId: lead.id, displayName: 'M. Leitner' },
    ...{ role: 'lead', branchId: branch.id, counter: null },
  };
  await writeConfiguration(database, {
    staff,
    configuration: configurationFor(counters),
    now: now(),
  });
  return {
    takeTicket: async (serviceId = 'identity-card', { note = null, preferred = false } = {}) => {
      const entryId = randomUUID();
      const asked = { staff, entryId, serviceId, preferred, note, now: now() };
      const given = await giveStaffTicket(database, asked);
      if (given.kind !== 'given') throw new Error(`no ticket: ${given.kind}`);
      return given.entry.ticket;
    },
    addAppointment: async (code, minutes) => {
      const at = new Date(now() + minutes * 60_000).toISOString();
      const appointment = { id: randomUUID(), code, serviceId: 'identity-card', at };
      await storeAppointments(database, { staff, appointments: [appointment], now: now() });
    },
  };
}

function configurationFor(counters: readonly { id: string; name: string }[]) {
  const service = { queueId: 'hall', dailyLimit: null, usualMinutes: 10 };
  const numbers = { firstNumber: 1, lastNumber: 999 };
  return queueConfiguration.parse({
    queues: [
      {
        ...{ id: 'hall', name: 'Bürgerservice', place: 'Wartebereich 1. OG' },
        openingHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...PERIOD })),
        slipText: 'Bitte halten Sie Ihren Ausweis bereit.',
      },
    ],
    services: [
      {
        ...{ ...service, id: 'identity-card', name: 'Personalausweis' },
        series: { prefix: 'A', ...numbers },
      },
      {
        ...{ ...service, id: 'registration', name: 'An- und Ummeldung' },
        series: { prefix: 'B', ...numbers },
      },
    ],
    counters: counters.map(({ id, name }) => ({
      counterId: id,
      serviceIds: name === 'Schalter 3' ? ['registration'] : ['identity-card', 'registration'],
      ...{ direction: 'links', arrow: 'left' },
    })),
    ...{ closedDays: [], specialDays: [], fastLaneServiceId: 'identity-card' },
  });
}
