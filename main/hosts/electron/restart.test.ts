import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPageFixture, type PageFixture } from '../testing/page-fixture.ts';
import { recordLinks } from '../testing/recorded-links.ts';
import { until } from '../testing/wait.ts';
import { countFailures, RESTART_LIMITS } from './restart.ts';
import { type FakeHost, startFakeHost } from './testing/start-fake-host.ts';

describe('failures of one screen', () => {
  const limits = { reloadsMax: 3, withinMs: 1_000, reloadDelayMs: 0 };

  it('are answered with a reload, and with a relaunch when they come too often', () => {
    const next = countFailures(limits, () => 0);
    expect([next(), next(), next(), next()]).toEqual(['reload', 'reload', 'reload', 'relaunch']);
  });

  it('are forgotten after a while', () => {
    let nowMs = 0;
    const next = countFailures(limits, () => nowMs);
    for (nowMs = 0; nowMs < 100_000; nowMs += 334) expect(next()).toBe('reload');
  });

  it('count up to the last millisecond', () => {
    let nowMs = 0;
    const next = countFailures({ ...limits, reloadsMax: 1 }, () => nowMs);
    next();
    nowMs = 999;
    expect(next()).toBe('relaunch');
    nowMs = 1_999;
    expect(next()).toBe('reload');
  });
});

describe('a screen', () => {
  let fixture: PageFixture;
  let started: FakeHost;
  let nowMs = 0;
  const shutDown = vi.fn(async () => undefined);

  beforeEach(async () => {
    nowMs = 0;
    shutDown.mockClear();
    fixture = await createPageFixture();
    started = await startFakeHost({
      links: recordLinks(),
      pages: fixture.folder,
      limits: { reloadDelayMs: 1 },
      nowMs: () => nowMs,
      shutDown,
    });
  });

  afterEach(() => fixture.remove());

  const contents = () => started.fake.window().contents;
  const codes = () => started.incidents.map(({ code }) => code);
  const isLoaded = () => contents().page !== undefined;
  const hasLeft = () => started.fake.calls.includes('exit 0');

  it('comes back after a crash', async () => {
    contents().crash('oom');
    expect(isLoaded()).toBe(false);
    await until('the reload', isLoaded);
    expect(codes()).toEqual(['screen-crashed']);
    expect(started.fake.windows).toHaveLength(1);
  });

  it('comes back when it hangs', async () => {
    started.fake.window().events.emit('unresponsive');
    await until('the reload', isLoaded);
    expect(codes()).toEqual(['screen-hung', 'screen-crashed']);
  });

  it('comes back when it did not load', async () => {
    contents().brokenLoads = 1;
    contents().crash('crashed');
    await until('the second reload', isLoaded);
    expect(codes()).toEqual(['screen-crashed', 'screen-not-loaded']);
  });

  it('ends the core and the program when it fails again and again', async () => {
    for (let count = 0; count < RESTART_LIMITS.reloadsMax; count += 1) {
      contents().crash('crashed');
      await until('the reload', isLoaded);
      nowMs += 60_000;
    }
    expect(hasLeft()).toBe(false);
    contents().crash('crashed');
    await until('the relaunch', hasLeft);
    expect(started.fake.calls.slice(-2)).toEqual(['relaunch', 'exit 0']);
    expect(shutDown).toHaveBeenCalledTimes(1);
  });

  it('does not wear out the program with a crash now and then', async () => {
    for (let count = 0; count < 10; count += 1) {
      contents().crash('crashed');
      await until('the reload', isLoaded);
      nowMs += RESTART_LIMITS.withinMs / RESTART_LIMITS.reloadsMax + 1;
    }
    expect(hasLeft()).toBe(false);
  });

  it('is left alone when it ended by itself, was replaced, or a frame failed', async () => {
    contents().crash('clean-exit');
    contents().events.emit('did-fail-load', {}, -3, 'ERR_ABORTED', '', true, 1, 1);
    contents().events.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', '', false, 1, 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(codes()).toEqual([]);
    expect(isLoaded()).toBe(false);
  });
});
