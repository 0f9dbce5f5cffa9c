import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoreLinks } from '../contract/link.ts';
import type { CoreMessage } from '../contract/messages.ts';
import { MESSAGE_BYTES_MAX, type Role } from '../contract/roles.ts';
import { type ContractCore, createContractCore } from './testing/contract-core.ts';
import { until } from './testing/wait.ts';
import { TEXT_BYTES_MAX } from './text-size.ts';

/** A host under test, and a screen's end of its links. */
export interface ContractHost {
  /** Resolves when the link is open, or when the host has told the screen that it is refused. */
  openScreen(role: Role): Promise<ContractScreen>;
  stop(): Promise<void>;
}

export interface ContractScreen {
  readonly isRefused: boolean;
  /** What the core said, parsed. */
  readonly messages: readonly CoreMessage[];
  send(text: string): void;
  /** As when the window goes away. */
  close(): void;
}

/** The contract between screens and core, tried over a host; every host must pass all of it. */
export function describeContract(
  name: string,
  startHost: (links: CoreLinks) => Promise<ContractHost>,
): void {
  describe(`the contract over ${name}`, () => {
    let core: ContractCore;
    let host: ContractHost;

    beforeEach(async () => {
      core = createContractCore();
      host = await startHost(core.links);
    });

    afterEach(() => host.stop());

    const open = (role: Role) => host.openScreen(role);
    describeViews(
      () => core,
      (role) => open(role),
    );
    describeAnswers(
      () => core,
      (role) => open(role),
    );
    describeRefusals(
      () => core,
      (role) => open(role),
    );
  });
}

type OpenScreen = (role: Role) => Promise<ContractScreen>;

/** Waits for the message with this index, the view at the opening being number 0. */
async function messageAt(screen: ContractScreen, index: number): Promise<CoreMessage> {
  await until(`message ${index}`, () => screen.messages.length > index);
  const message = screen.messages[index];
  if (message === undefined) throw new Error(`there is no message ${index}`);
  return message;
}

function visitorText(sequence: number, intent: object, screen = 1): string {
  return JSON.stringify({ version: 1, sequence, screen, intent });
}

function describeViews(core: () => ContractCore, open: OpenScreen): void {
  it.each([
    ['visitor', { role: 'visitor', screen: 1, view: { screen: { name: 'attract' } } }],
    ['staff', { role: 'staff', view: { terminal: 'free' } }],
    ['bench', { role: 'bench', view: { card: 'none' } }],
  ] as const)('shows the %s its view as soon as the link is open', async (role, view) => {
    const screen = await open(role);
    expect(await messageAt(screen, 0)).toMatchObject({ kind: 'view', ...view });
  });

  it('shows each new view, in order, to the role it is for', async () => {
    const visitor = await open('visitor');
    const staff = await open('staff');
    await messageAt(staff, 0);
    core().visitor.show({
      centreName: 'Bürgerservice',
      language: 'de',
      screen: { name: 'language' },
    });
    core().visitor.show({
      centreName: 'Bürgerservice',
      language: 'en',
      screen: { name: 'menu', services: ['check-card'] },
    });
    expect(await messageAt(visitor, 1)).toMatchObject({ screen: 2 });
    expect(await messageAt(visitor, 2)).toMatchObject({
      screen: 3,
      view: {
        centreName: 'Bürgerservice',
        language: 'en',
        screen: { name: 'menu', services: ['check-card'] },
      },
    });
    expect(staff.messages).toHaveLength(1);
  });

  it('has room for one visitor', async () => {
    const first = await open('visitor');
    const second = await open('visitor');
    expect(second.isRefused).toBe(true);
    second.send(visitorText(1, { kind: 'begin' }));
    first.send(visitorText(1, { kind: 'begin' }));
    expect(await messageAt(first, 1)).toEqual({ kind: 'accepted', sequence: 1 });
    expect(second.messages).toEqual([]);
    expect(core().events).toEqual([{ type: 'visitor.began' }]);
    expect(core().logged).toContainEqual({ event: 'screen.rejected', role: 'visitor' });
  });

  it('tells the core when a screen is gone, which makes room for another', async () => {
    const first = await open('visitor');
    first.close();
    const isClosed = () => core().logged.some(({ event }) => event === 'screen.closed');
    await until('the end of the link', isClosed);
    core().visitor.show({
      centreName: 'Bürgerservice',
      language: 'de',
      screen: { name: 'language' },
    });
    const second = await open('visitor');
    expect(second.isRefused).toBe(false);
    expect(await messageAt(second, 0)).toMatchObject({ kind: 'view', screen: 2 });
    second.send(visitorText(1, { kind: 'cancel' }, 2));
    expect(await messageAt(second, 1)).toEqual({ kind: 'accepted', sequence: 1 });
  });
}

function describeAnswers(core: () => ContractCore, open: OpenScreen): void {
  it('accepts valid intents, each with its number', async () => {
    const visitor = await open('visitor');
    visitor.send(visitorText(1, { kind: 'stay' }));
    visitor.send(visitorText(2, { kind: 'begin' }));
    expect(await messageAt(visitor, 1)).toEqual({ kind: 'accepted', sequence: 1 });
    expect(await messageAt(visitor, 2)).toEqual({ kind: 'accepted', sequence: 2 });
    expect(core().events).toEqual([{ type: 'visitor.stayed' }, { type: 'visitor.began' }]);
  });

  it('lets staff and bench act each in their own way', async () => {
    const staff = await open('staff');
    const bench = await open('bench');
    staff.send(JSON.stringify({ version: 1, sequence: 1, intent: { kind: 'reset' } }));
    bench.send(JSON.stringify({ version: 1, sequence: 1, intent: { kind: 'remove-card' } }));
    expect(await messageAt(staff, 1)).toEqual({ kind: 'accepted', sequence: 1 });
    expect(await messageAt(bench, 1)).toEqual({ kind: 'accepted', sequence: 1 });
    expect(core().staffIntents).toEqual([{ kind: 'reset' }]);
    expect(core().benchIntents).toEqual([{ kind: 'remove-card' }]);
  });
}

const BEGIN = { kind: 'begin' };

/** Each is the first text a visitor sends; the canary must turn up nowhere. */
const CANARY = 'canary-493817';
const REFUSED_TEXTS: readonly (readonly [string, string, object])[] = [
  ['no JSON', `{"${CANARY}`, { sequence: null, refusal: 'malformed' }],
  ['nothing', '', { sequence: null, refusal: 'malformed' }],
  ['JSON null', 'null', { sequence: null, refusal: 'malformed' }],
  ['a list', `["${CANARY}"]`, { sequence: null, refusal: 'malformed' }],
  [
    'another version',
    JSON.stringify({ version: 2, sequence: 1, screen: 1, intent: BEGIN }),
    { sequence: 1, refusal: 'malformed' },
  ],
  [
    'a field too many',
    JSON.stringify({ version: 1, sequence: 1, screen: 1, intent: BEGIN, role: CANARY }),
    { sequence: 1, refusal: 'malformed' },
  ],
  [
    'a whole PIN for a digit',
    visitorText(1, { kind: 'digit', digit: 493817 }),
    { sequence: 1, refusal: 'malformed' },
  ],
  [
    'an unknown intent',
    visitorText(1, { kind: CANARY }),
    { sequence: 1, refusal: 'unknown-intent' },
  ],
  [
    'an intent of staff',
    visitorText(1, { kind: 'reset' }),
    { sequence: 1, refusal: 'unknown-intent' },
  ],
  [
    'an intent of the bench',
    visitorText(1, { kind: 'insert-card', profile: 'ready' }),
    { sequence: 1, refusal: 'unknown-intent' },
  ],
  [
    'too long a text',
    CANARY.padEnd(MESSAGE_BYTES_MAX + 1, 'x'),
    { sequence: null, refusal: 'oversized' },
  ],
  [
    'the longest text a host carries',
    CANARY.padEnd(TEXT_BYTES_MAX, 'x'),
    { sequence: null, refusal: 'oversized' },
  ],
  ['number 2 first', visitorText(2, BEGIN), { sequence: 2, refusal: 'out-of-order' }],
  ['a screen to come', visitorText(1, BEGIN, 2), { sequence: 1, refusal: 'stale' }],
  [
    'what is not offered',
    visitorText(1, { kind: 'digit', digit: 4 }),
    { sequence: 1, refusal: 'not-offered' },
  ],
];

function describeRefusals(core: () => ContractCore, open: OpenScreen): void {
  it.each(REFUSED_TEXTS)('refuses %s', async (_case, text, refusal) => {
    const visitor = await open('visitor');
    visitor.send(text);
    expect(await messageAt(visitor, 1)).toEqual({ kind: 'refused', ...refusal });
    expect(core().events).toEqual([]);
    const refused = core().logged.filter(({ event }) => event === 'message.refused');
    expect(refused).toEqual([
      {
        event: 'message.refused',
        role: 'visitor',
        refusal: (refusal as { refusal: string }).refusal,
        bytes: Buffer.byteLength(text),
      },
    ]);
    expect(JSON.stringify([core().logged, visitor.messages])).not.toMatch(/canary|493817/);
  });

  it('refuses a visitor’s intent from staff and bench', async () => {
    for (const role of ['staff', 'bench'] as const) {
      const screen = await open(role);
      screen.send(JSON.stringify({ version: 1, sequence: 1, intent: BEGIN }));
      expect(await messageAt(screen, 1)).toMatchObject({ refusal: 'unknown-intent' });
      screen.send(visitorText(1, BEGIN));
      expect(await messageAt(screen, 2)).toMatchObject({ kind: 'refused' });
    }
    expect(core().events).toEqual([]);
  });

  it('refuses a number that is repeated or skipped', async () => {
    const visitor = await open('visitor');
    for (const sequence of [1, 1, 3]) visitor.send(visitorText(sequence, { kind: 'stay' }));
    expect(await messageAt(visitor, 1)).toEqual({ kind: 'accepted', sequence: 1 });
    for (const [index, sequence] of [
      [2, 1],
      [3, 3],
    ] as const) {
      expect(await messageAt(visitor, index)).toEqual({
        kind: 'refused',
        sequence,
        refusal: 'out-of-order',
      });
    }
    expect(core().events).toEqual([{ type: 'visitor.stayed' }]);
  });

  it('refuses a tap on a screen that has changed meanwhile', async () => {
    const visitor = await open('visitor');
    core().visitor.show({
      centreName: 'Bürgerservice',
      language: 'de',
      screen: { name: 'menu', services: ['check-card'] },
    });
    await messageAt(visitor, 1);
    visitor.send(visitorText(1, { kind: 'choose-service', service: 'check-card' }, 1));
    expect(await messageAt(visitor, 2)).toEqual({
      kind: 'refused',
      sequence: 1,
      refusal: 'stale',
    });
    expect(core().events).toEqual([]);
  });

  it('never hears a text longer than a host carries', async () => {
    const staff = await open('staff');
    await messageAt(staff, 0);
    staff.send('x'.repeat(TEXT_BYTES_MAX + 1));
    const visitor = await open('visitor');
    visitor.send(visitorText(1, BEGIN));
    await messageAt(visitor, 1);
    expect(core().logged.filter(({ event }) => event === 'message.refused')).toEqual([]);
    expect(staff.messages).toHaveLength(1);
  });
}
