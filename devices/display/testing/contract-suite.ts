import { afterEach, describe, expect, it } from 'vitest';
import type {
  DisplayContent,
  DisplayStatus,
  ShowOutcome,
} from '../../../state-machines/ports/display.ts';
import type { QueueDisplay } from '../driver.ts';
import type { DisplayCase } from './display-cases.ts';

/** What the display port promises, for a driver on whatever cable. */

export interface DisplayBench {
  readonly display: QueueDisplay;
  /** The rows of the glass now. */
  glass(): readonly string[];
  /** Calls back with the rows whenever they have changed. */
  onGlass(listener: (rows: readonly string[]) => void): void;
  unplug(): void;
  plugIn(): void;
  powerCycle(): void;
  /** The settled promise, however time passes here. */
  settle<Result>(promise: Promise<Result>): Promise<Result>;
  /** Waits for what comes by itself. */
  until(condition: () => boolean): Promise<void>;
  dispose(): Promise<void>;
}

const READY: DisplayStatus = { kind: 'ready' };
const OFFLINE: DisplayStatus = { kind: 'fault', fault: 'offline' };
const BLANK: DisplayContent = { kind: 'blank' };
const TAKEN = expect.stringMatching(/^(shown|sent)$/);

export type MakeBench = (cable: 'plugged-in' | 'unplugged') => DisplayBench;

export function describeDisplay(example: DisplayCase, makeBench: MakeBench): void {
  describe(`${example.name}: what stands there`, () => describeStanding(example, makeBench));
  describe(`${example.name}: when it was away`, () => describeAway(example, makeBench));
}

interface Play extends DisplayBench {
  show(content: DisplayContent): Promise<ShowOutcome>;
  /** Waits until the glass shows these rows. */
  stands(rows: readonly string[]): Promise<void>;
}

/** Starts benches for the tests of one `describe`, and disposes of each after its test. */
function stage(makeBench: MakeBench): (cable?: 'unplugged') => Play {
  const benches: DisplayBench[] = [];
  afterEach(async () => {
    for (const bench of benches.splice(0)) await bench.dispose();
  });
  return (cable) => {
    const bench = makeBench(cable ?? 'plugged-in');
    benches.push(bench);
    return {
      ...bench,
      show: (content) => bench.settle(bench.display.show(content)),
      stands: (rows) => bench.until(() => bench.glass().join('\n') === rows.join('\n')),
    };
  };
}

function describeStanding(example: DisplayCase, makeBench: MakeBench): void {
  const { first, firstRows, second, secondRows, tooLong, darkRows } = example;
  const start = stage(makeBench);

  it('is the newest content', async () => {
    const { show, stands } = start();
    expect(await show(first)).toEqual({ kind: TAKEN });
    await stands(firstRows);
    expect(await show(second)).toEqual({ kind: TAKEN });
    await stands(secondRows);
    expect(await show(BLANK)).toEqual({ kind: TAKEN });
    await stands(darkRows);
  });

  it('is the last of many that come at once', async () => {
    const { display, settle, stands } = start();
    const contents = [first, second, first, BLANK, second];
    const outcomes = await settle(Promise.all(contents.map((content) => display.show(content))));
    expect(outcomes.slice(0, -1)).toEqual(new Array(4).fill({ kind: 'superseded' }));
    expect(outcomes.at(-1)).toEqual({ kind: TAKEN });
    await stands(secondRows);
  });

  it('is never half a number', async () => {
    const { show, stands } = start();
    await show(first);
    await stands(firstRows);
    expect(await show(tooLong)).toMatchObject({ kind: 'does-not-fit' });
    await stands(darkRows);
  });

  it('disappears for a moment when the same call comes again', async () => {
    const { onGlass, show, stands } = start();
    await show(first);
    await stands(firstRows);
    const seen: string[] = [];
    onGlass((rows) => seen.push(rows.join('\n')));
    expect(await show(first)).toEqual({ kind: TAKEN });
    await stands(firstRows);
    expect(seen).toContain(darkRows.join('\n'));
  });

  it('stays when the program ends', async () => {
    const { display, settle, show, stands, glass } = start();
    await show(first);
    await stands(firstRows);
    await settle(display.close());
    expect(await show(second)).toEqual({ kind: 'kept' });
    expect(glass()).toEqual(firstRows);
  });
}

function describeAway(example: DisplayCase, makeBench: MakeBench): void {
  const { first, firstRows, second, secondRows, darkRows } = example;
  const start = stage(makeBench);

  it('shows again what stood there, by itself', async () => {
    const { display, unplug, plugIn, powerCycle, until, show, stands } = start();
    const seen: DisplayStatus[] = [];
    display.watch((status) => seen.push(status));
    await show(first);
    unplug();
    await until(() => seen.length === 2);
    powerCycle();
    plugIn();
    await stands(firstRows);
    await until(() => seen.length === 3);
    expect(seen).toEqual([READY, OFFLINE, READY]);
  });

  it('shows what came meanwhile', async () => {
    const { display, settle, unplug, plugIn, until, show, stands, glass } = start();
    await show(first);
    await stands(firstRows);
    let offline = false;
    display.watch((status) => {
      offline ||= status.kind === 'fault';
    });
    unplug();
    await until(() => offline);
    expect(await show(second)).toEqual({ kind: 'kept' });
    expect(glass()).toEqual(firstRows);
    plugIn();
    await stands(secondRows);
    expect(await settle(display.status())).toEqual(READY);
  });

  it('is found when it was not there at the start', async () => {
    const { display, settle, plugIn, show, stands } = start('unplugged');
    expect(await settle(display.status())).toEqual(OFFLINE);
    expect(await show(first)).toEqual({ kind: 'kept' });
    plugIn();
    await stands(firstRows);
  });

  it('is right again after its own power was gone, though the line never was', async () => {
    const { powerCycle, show, stands, glass } = start();
    await show(second);
    await stands(secondRows);
    powerCycle();
    expect(glass()).toEqual(darkRows);
    await stands(secondRows);
  });
}
