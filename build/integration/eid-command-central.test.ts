import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestPki } from '../../devices/simulators/test-pki/test-pki.ts';
import { openLedger } from '../../main/ledger/ledger.ts';
import { type LaneRig, startLaneRig } from '../../main/testing/lane-rig.ts';
import { type DeskRig, openDeskRig, type Running } from './rig/desk-command.ts';
import { CARD_READER_PARTS, describeWithParts } from './rig/requirements.ts';

/** The desk command with a right of the central system, and a clerk who approves or refuses. */

const CAN = 'can=500540\n';
const NEW_PIN = 'new-pin=271828\n';

describeWithParts(CARD_READER_PARTS, 'the desk command against the central system', () => {
  let desk: DeskRig;
  let lane: LaneRig;
  let data: string;
  let anchors: string;

  beforeAll(async () => {
    [desk, lane] = await Promise.all([openDeskRig(), startLaneRig()]);
    data = join(desk.folder, 'data');
    await lane.access(join(data, 'kiosk.json'));
    anchors = join(desk.folder, 'anchors');
    mkdirSync(anchors);
    writeFileSync(join(anchors, 'country.cer'), createTestPki({ today: new Date() }).csca);
  });
  beforeEach(() => lane.clerk.lookAway());
  afterEach(async () => {
    lane.network.mend();
    await desk.takeOut();
  });
  afterAll(async () => {
    await lane?.close();
    await desk?.close();
  });

  const known = () => ['--anchors', anchors, '--passive-authentication', 'required'];
  const begin = (args: readonly string[], pipe = CAN + NEW_PIN, folder = data): Running =>
    desk.start([...args, '--central', ...known()], pipe, { SCHNELLSPUR_DATA: folder });

  it('sets a PIN that a counter has approved, and reports it', async () => {
    await desk.insert('blocked');
    const command = begin(['reset-pin']);
    const { id, callSign } = await lane.clerk.approve({
      service: 'reset-pin',
      pinState: 'blocked',
    });
    const ended = await command.ended;
    expect(ended).toMatchObject({
      code: 0,
      result: { outcome: 'ok', activated: false, documentType: 'ID', notChecked: [], triesLeft: 3 },
    });
    expect(ended.everything).toContain(`Request ${callSign}: wait for the counter`);
    expect(desk.cardState()).toMatchObject({ pin: '271828', retryCounter: 3 });
    await lane.clerk.sees({ id, state: 'closed', result: 'pin-set', documentType: 'ID' });
    expect(await lane.audited(id)).toEqual(['chain given', 'signature signed']);
    for (const secret of ['271828', '500540']) {
      expect(ended.everything).not.toContain(secret);
      for (const name of readdirSync(data)) {
        expect(readFileSync(join(data, name)).includes(secret)).toBe(false);
      }
    }
  });

  it('switches the function on, and does not ask once it is on', async () => {
    await desk.insert('function-off');
    const command = begin(['activate-eid'], CAN);
    const { id } = await lane.clerk.approve({ service: 'activate-eid', pinState: 'deactivated' });
    const activated = { code: 0, result: { outcome: 'ok', was: 'off', notChecked: [] } };
    expect(await command.ended).toMatchObject(activated);
    expect(desk.cardState()).toMatchObject({ pinActive: true });
    await lane.clerk.sees({ id, state: 'closed', result: 'activated-without-pin' });
    lane.clerk.lookAway();
    expect(await begin(['activate-eid'], CAN).ended).toMatchObject({
      code: 0,
      result: { outcome: 'ok', was: 'on' },
    });
    expect(lane.clerk.requests.size).toBe(0);
  });

  it('leaves the card alone when a counter refuses', async () => {
    await desk.insert('blocked');
    const command = begin(['reset-pin']);
    const { id, callSign } = await lane.clerk.refuse('person-differs');
    expect(await command.ended).toMatchObject({
      code: 1,
      result: { outcome: 'right-refused', reason: 'person-differs', callSign },
    });
    expect(desk.cardState()).toMatchObject({ retryCounter: 0 });
    await lane.clerk.sees({ id, state: 'refused', result: 'refused-person-differs' });
    expect(await lane.audited(id)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('withdraws the request on %s', async (signal) => {
    await desk.insert('blocked');
    const command = begin(['reset-pin']);
    const { id } = await lane.clerk.take();
    command.kill(signal);
    expect(await command.ended).toMatchObject({ code: 1, result: { outcome: 'withdrawn' } });
    await lane.clerk.sees({ id, state: 'withdrawn', result: 'cancelled' });
  });

  it('withdraws the request when the card is taken away', async () => {
    await desk.insert('blocked');
    const command = begin(['reset-pin']);
    const { id } = await lane.clerk.take();
    await desk.takeOut();
    expect(await command.ended).toMatchObject({
      code: 1,
      result: { outcome: 'card-removed', newPin: 'not-set' },
    });
    await lane.clerk.sees({ id, state: 'withdrawn', result: 'card-removed' });
  });

  it('withdraws with the next command what a killed one left open', async () => {
    await desk.insert('blocked');
    const killed = begin(['reset-pin']);
    const { id } = await lane.clerk.take();
    killed.kill('SIGKILL');
    await killed.ended;
    const next = begin(['reset-pin']);
    await lane.clerk.sees({ id, state: 'withdrawn', result: 'interrupted' });
    await lane.clerk.approve({ pinState: 'blocked' });
    expect(await next.ended).toMatchObject({ code: 0 });
  });

  it('says that nobody answers, and changes nothing', async () => {
    await desk.insert('blocked');
    lane.network.cut();
    const ended = await begin(['reset-pin']).ended;
    expect(ended).toMatchObject({ code: 1, result: { outcome: 'authority-unreachable' } });
    expect(ended.everything).toContain('the next command tells it');
    expect(desk.cardState()).toMatchObject({ retryCounter: 0 });
  });

  it('works neither unenrolled nor beside a terminal, nor for what nobody lends', async () => {
    const unenrolled = await begin(['reset-pin'], '', join(desk.folder, 'unenrolled')).ended;
    expect(unenrolled).toMatchObject({ code: 2, result: { outcome: 'invalid-input' } });
    expect(unenrolled.everything).toMatch(/not enrolled .*npm run -s kiosk -- enrol/);

    const ledger = openLedger({ file: join(data, 'ledger.sqlite'), now: Date.now });
    const beside = await begin(['reset-pin'], '').ended;
    ledger.shut();
    expect(beside).toMatchObject({ code: 2, result: { outcome: 'invalid-input' } });
    expect(beside.everything).toMatch(/is in use.*SCHNELLSPUR_DATA/);

    const unlent = await begin(['read-data'], CAN).ended;
    expect(unlent).toMatchObject({ code: 2, result: undefined });
    expect(unlent.everything).toMatch(/--central lends no right for read-data/);
  });
});
