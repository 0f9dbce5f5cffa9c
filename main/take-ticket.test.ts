import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { bookDemoAppointment } from '../central/server/demo-queue.ts';
import { storeAppointments } from '../central/server/queue/appointments.ts';
import { DEFAULT_CONFIG } from '../config/default.ts';
import { createBenchClock } from '../devices/simulators/bench-clock.ts';
import { glassSvg } from '../devices/simulators/display/glass-svg.ts';
import { paperSvg } from '../devices/simulators/printer/paper-svg.ts';
import { paperText } from '../devices/simulators/printer/paper-text.ts';
import { drawPicture } from '../devices/simulators/printer/testing/picture.ts';
import type { WaitingRoomView } from './contract/waiting-room.ts';
import { createDemoHall, DEMO_WAITING_ROOM, type DemoHall } from './demo/demo-hall.ts';
import { scriptVisitor } from './demo/scripted-visitor.ts';
import { createOurStation } from './sync/adapters/ours-station.ts';
import { type LaneRig, startLaneRig } from './testing/lane-rig.ts';
import { enrolLaneTerminal, type LaneTerminal, makeFolder } from './testing/lane-terminal.ts';
import { chooseTicket, chooseTopic } from './testing/ticket-visit.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const TICKET = /^\/kiosk\/queue\/tickets\/[^/]+$/;
const WAIT = { timeout: 20_000 };

interface Entry {
  readonly ticket: string;
  readonly follow_token: string;
}

let rig: LaneRig;
let terminal: LaneTerminal;

beforeAll(async () => {
  rig = await startLaneRig();
  await rig.openQueue();
});
afterAll(() => rig.close());

beforeEach(async () => {
  rig.network.mend();
  await rig.database.query('DELETE FROM queue_entries');
  terminal = await enrolLaneTerminal(rig);
});
afterEach(async () => {
  await terminal.stop();
  rmSync(terminal.folder, { recursive: true, force: true });
});

const entries = (): Promise<Entry[]> =>
  rig.database.query<Entry>('SELECT ticket, follow_token FROM queue_entries ORDER BY queued_at');
const branchOfRig = async (): Promise<string> =>
  (await rig.database.query<{ id: string }>('SELECT id FROM branches'))[0]?.id ?? '';
const logged = (name: string): string[] =>
  terminal.logLines.filter((line) => line.includes(`"event":"${name}"`));
/** The terminal holds numbers for hours without a network. */
const stocked = () =>
  vi.waitFor(() => expect(logged('leases.granted').length).toBeGreaterThan(0), WAIT);

async function given() {
  const { ticket } = await terminal.visitor.sees('ticket', { slip: 'printed' });
  return ticket;
}

/** What stands on the last slip: its words, and the token behind its QR code. */
function lastSlip() {
  const slip = terminal.devices.paperMachine.slips.at(-1);
  if (!slip) throw new Error('no slip was printed');
  const { qr = '' } = drawPicture(paperSvg(slip));
  const [page, token] = qr.split('#');
  // What is printed large has a space after each letter.
  return { text: paperText(slip, 'plain').replaceAll(' ', ''), page, token };
}

async function everythingIsThereOnce(number: string): Promise<void> {
  const { token } = lastSlip();
  await vi.waitFor(async () => {
    expect(await entries()).toEqual([{ ticket: number, follow_token: token }]);
  }, WAIT);
}

describe('a ticket', () => {
  it('is shown, printed with number and page for a phone, and is in the queue', async () => {
    await chooseTicket(terminal.visitor);
    const { number, place } = await given();
    const { text, page } = lastSlip();
    expect(text).toContain(number);
    expect(text).toContain(place.replaceAll(' ', ''));
    expect(page).toBe(`${rig.network.address}/follow/`);
    await everythingIsThereOnce(number);
    terminal.visitor.does({ kind: 'confirm' });
    await terminal.visitor.sees('attract');
    expect(logged('transaction.closed')).toHaveLength(1);
    expect(logged('transaction.closed')[0]).toContain('"result":"ticket-given"');
    expect(logged('ticket.paper')[0]).toContain('"outcome":"printed"');
    expect(terminal.logLines.join('')).not.toContain(number);
  });

  it('is one for two taps (it-at-m/eappointment #420)', async () => {
    const { visitor } = terminal;
    await chooseTopic(visitor);
    visitor.does({ kind: 'confirm' });
    expect(() => visitor.does({ kind: 'confirm' })).toThrow(/stale|not-offered/);
    const { number } = await given();
    expect(terminal.devices.paperMachine.slips).toHaveLength(1);
    await everythingIsThereOnce(number);
  });

  it('is one, printed once, where the page is loaded anew (it-at-m/eappointment #659, #2206)', async () => {
    await chooseTicket(terminal.visitor);
    for (let reload = 0; reload < 3; reload += 1) {
      terminal.visitor.leaves();
      const again = scriptVisitor(terminal.app.links);
      await again.sees('ticket');
      again.leaves();
    }
    const visitor = scriptVisitor(terminal.app.links);
    const { ticket } = await visitor.sees('ticket', { slip: 'printed' });
    expect(terminal.devices.paperMachine.slips).toHaveLength(1);
    await everythingIsThereOnce(ticket.number);
    visitor.leaves();
  });

  it('is one where the network is slow, and the question arrives late after all (it-at-m/eappointment #933)', async () => {
    await stocked();
    const release = rig.network.hold(TICKET);
    await chooseTicket(terminal.visitor);
    const { number } = await given();
    await everythingIsThereOnce(number);
    await release();
    await everythingIsThereOnce(number);
    expect(logged('ticket.from-lease')).toHaveLength(1);
  });

  it('is one where the answer was lost: the number on the paper counts', async () => {
    await stocked();
    rig.network.lose('answer', TICKET, 1);
    await chooseTicket(terminal.visitor);
    const { number } = await given();
    await everythingIsThereOnce(number);
    expect(logged('ticket.from-lease')).toHaveLength(1);
  });
});

describe('a check-in', () => {
  const CODE = 'K7MR4W2P';

  it('by a code that is typed gives the number of the appointment, in the network only', async () => {
    const branchId = await branchOfRig();
    const at = new Date(rig.clock.now() + 10 * 60_000).toISOString();
    const appointment = { id: randomUUID(), code: CODE, serviceId: 'parking', at };
    const staff = { branchId, accountId: null, displayName: 'IT' };
    await storeAppointments(rig.database, {
      staff,
      appointments: [appointment],
      now: rig.clock.now(),
    });
    const { visitor } = terminal;
    await visitor.sees('attract');
    visitor.does({ kind: 'begin' });
    visitor.does({ kind: 'choose-language', language: 'de' });
    visitor.does({ kind: 'choose-service', service: 'check-in' });
    const type = async (): Promise<void> => {
      await visitor.sees('enter-code', { typed: '' });
      for (const letter of CODE) visitor.does({ kind: 'letter', letter });
      visitor.does({ kind: 'confirm' });
    };
    rig.network.cut();
    await type();
    await visitor.sees('queue-notice', { notice: 'check-in-unreachable' });
    visitor.does({ kind: 'confirm' });
    rig.network.mend();
    await visitor.sees('attract');
    visitor.does({ kind: 'begin' });
    visitor.does({ kind: 'choose-language', language: 'de' });
    visitor.does({ kind: 'choose-service', service: 'check-in' });
    await type();
    const { number, appointmentAt } = await given();
    expect(appointmentAt).toBe(at);
    await everythingIsThereOnce(number);
    expect(terminal.logLines.join('')).not.toContain(CODE);
  });
});

describe('around the terminal', () => {
  let hall: DemoHall;

  beforeEach(async () => {
    await terminal.stop();
    hall = createDemoHall(createBenchClock());
    terminal = await enrolLaneTerminal(rig, terminal.folder, {
      ...{ displays: hall.displays, scanner: hall.scanner },
      config: { ...DEFAULT_CONFIG, waitingRooms: [DEMO_WAITING_ROOM] },
    });
  });
  afterEach(() => hall.close());

  it('a QR code held before the reader checks in, and a ticket comes out', async () => {
    const branchId = await branchOfRig();
    const code = await bookDemoAppointment(rig.database, { branchId, now: rig.clock.now() });
    await terminal.visitor.sees('attract');
    await vi.waitFor(() => expect(logged('scanner.found')).toHaveLength(1), WAIT);
    hall.scannerMachine.show(`https://termine.musterstadt.example/?code=${code}`);
    const { number, appointmentAt } = await given();
    expect(appointmentAt).not.toBeNull();
    expect(lastSlip().text).toContain(number);
    await everythingIsThereOnce(number);
    expect(terminal.logLines.join('')).not.toContain(code);
  });

  it('a call stands on the ticket display and in the waiting room, with the way there', async () => {
    const rooms: WaitingRoomView[] = [];
    terminal.app.links.open('waiting-room', (message) => {
      if (message.kind === 'view' && message.role === 'waiting-room') rooms.push(message.view);
    });
    await chooseTicket(terminal.visitor);
    const { number } = await given();
    await createOurStation({ central: rig.central, session: rig.clerk.session }).next();
    const [display] = hall.machines;
    await vi.waitFor(() => {
      // Each character is a text of its own.
      const glass = display ? glassSvg(display.machine.glass).replace(/<[^>]+>/g, '') : '';
      expect(glass).toContain(`${number}Schalter1`);
      expect(rooms.at(-1)?.called[0]).toMatchObject({
        ...{ number, counter: 'Schalter 1', direction: 'Flur links', arrow: 'left' },
        isCalling: true,
      });
    }, WAIT);
  });
});

describe('without the network', () => {
  it('tickets come from numbers held for it, and are called once it is back', async () => {
    await stocked();
    rig.network.cut();
    await chooseTopic(terminal.visitor);
    await terminal.visitor.sees('topic', { reading: 'remembered' });
    terminal.visitor.does({ kind: 'confirm' });
    const { number, wait } = await given();
    expect(wait).toBeNull();
    expect(await entries()).toEqual([]);
    rig.network.mend();
    await everythingIsThereOnce(number);
    const { session } = rig.clerk;
    const counter = createOurStation({ central: rig.central, session });
    expect(await counter.next()).toMatchObject({
      body: { kind: 'called', entry: { ticket: number } },
    });
  });

  it('a terminal that starts in the morning gives tickets (it-at-m/eappointment #498)', async () => {
    await stocked();
    await terminal.stop();
    rig.network.cut();
    terminal = await enrolLaneTerminal(rig, terminal.folder);
    await chooseTicket(terminal.visitor);
    const { number } = await given();
    expect(lastSlip().text).toContain(number);
    expect(await entries()).toEqual([]);
    rig.network.mend();
    await everythingIsThereOnce(number);
  });

  it('a terminal that was never there says that it has no numbers', async () => {
    await terminal.stop();
    rig.network.cut();
    rmSync(join(terminal.folder, 'ledger.sqlite'));
    terminal = await enrolLaneTerminal(rig, terminal.folder);
    await terminal.visitor.sees('attract');
    terminal.visitor.does({ kind: 'begin' });
    terminal.visitor.does({ kind: 'choose-language', language: 'de' });
    terminal.visitor.does({ kind: 'choose-service', service: 'take-ticket' });
    await terminal.visitor.sees('queue-notice', { notice: 'queue-unreachable' });
  });
});

describe('a power cut', () => {
  const script = new URL('testing/killed-ticket.ts', import.meta.url).pathname;

  it.each([
    ['after the answer', ['ticket-in-doubt'], 'no number'],
    ['before printing', ['ticket-in-doubt'], 'its number'],
    ['after printing', [], 'no number'],
  ])('%s tells staff of %j with %s, and gives no second ticket', async (moment, needs, told) => {
    const folder = makeFolder();
    await rig.access(join(folder, 'kiosk.json'));
    const child = promisify(execFile)(process.execPath, [script, folder, moment]);
    await expect(child).rejects.toMatchObject({ signal: 'SIGKILL' });
    const [entry, ...others] = await entries();
    expect(others).toEqual([]);
    const next = await enrolLaneTerminal(rig, folder);
    try {
      await next.visitor.sees('attract');
      expect(next.staffNeeds()).toEqual(needs);
      const [notice] = next.staffViews.at(-1)?.notices ?? [];
      const number = notice?.need.kind === 'ticket-in-doubt' ? notice.need.number : null;
      expect(number).toBe(told === 'its number' ? entry?.ticket : null);
    } finally {
      await next.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
