import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../devices/kit/clock.ts';
import { createCalledFile } from '../../called-file.ts';
import type { CalledNews } from '../central.ts';
import { openQueueSystem } from './open-queue-system.ts';
import { clear, startTestZms, TECHNICAL_USER, type TestZms } from './zms/testing/test-zms.ts';
import { watchCalled } from './zms/watch-called.ts';

let zms: TestZms;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'queue-system-'));
  zms = await startTestZms();
});
beforeEach(() => clear(zms));
afterAll(async () => {
  await zms.close();
  rmSync(folder, { recursive: true });
});

const parts = () => ({ folder, timeZone: 'Europe/Berlin', clock: systemClock, log: () => {} });

describe('the queue system of a terminal', () => {
  it('is the central system’s own where nothing else is set', () => {
    expect(openQueueSystem({ kind: 'ours' }, parts())).toBeNull();
  });

  it('is ZMS as it is set, without a page for phones', async () => {
    const credentialsFile = join(folder, 'user.json');
    writeFileSync(credentialsFile, JSON.stringify(TECHNICAL_USER), { mode: 0o600 });
    const opened = openQueueSystem({ ...zms.config, credentialsFile }, parts());
    expect(opened?.followPage).toBeNull();
    expect(await opened?.system.readCalled()).toEqual({ kind: 'answered', body: [] });
  });

  it('is not opened without its user', () => {
    const credentialsFile = join(folder, 'none.json');
    expect(() => openQueueSystem({ ...zms.config, credentialsFile }, parts())).toThrow(
      credentialsFile,
    );
  });
});

describe('the calls of ZMS', () => {
  it('are asked for every five seconds, and known to be lost while nobody answers', async () => {
    const due: (() => void)[] = [];
    const pauses: number[] = [];
    const clock = {
      now: () => 0,
      setTimeout(fn: () => void, ms: number) {
        due.push(fn);
        pauses.push(ms);
      },
      clearTimeout: () => due.splice(0),
    };
    const news: CalledNews[] = [];
    const stop = watchCalled(zms.queue, clock)((each) => news.push(each));
    const ask = async (): Promise<CalledNews | undefined> => {
      const before = news.length;
      due.shift()?.();
      await vi.waitFor(() => expect(news).toHaveLength(before + 1), { timeout: 20_000 });
      return news.at(-1);
    };
    expect(await ask()).toEqual({ kind: 'called', called: [] });
    await zms.queue.giveTicket({ id: 'a', serviceId: 'identity-card' });
    await zms.station('Schalter 1').next();
    expect(await ask()).toMatchObject({ called: [{ ticket: '1', counter: 'Schalter 1' }] });
    zms.server.fail('POST /calldisplay/queue/', { kind: 'html', status: 502 });
    expect(await ask()).toEqual({ kind: 'lost' });
    expect(await ask()).toMatchObject({ kind: 'called' });
    expect(pauses).toEqual([0, 5_000, 5_000, 5_000, 5_000]);
    stop();
    expect(due).toEqual([]);
  });

  it('are kept over a restart of the terminal, numbers without letters too', async () => {
    await zms.queue.giveTicket({ id: 'a', serviceId: 'identity-card' });
    await zms.station('Schalter 1').next();
    const asked = await zms.queue.readCalled();
    const called = asked.kind === 'answered' ? asked.body : [];
    const logged: string[] = [];
    const file = createCalledFile(join(folder, 'called.json'), (name) => logged.push(name));
    const kept = { at: '2026-12-01T09:00:00.000Z', called: [...called] };
    file.write(kept);
    expect([file.read(), logged]).toEqual([kept, []]);
    expect(called).toMatchObject([{ ticket: '1' }]);
  });
});
