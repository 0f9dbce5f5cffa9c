import { createActor, type EventFromLogic } from 'xstate';
import type { SiteConfig } from '../config/schema.ts';
import type { Clock } from '../devices/kit/clock.ts';
import type { SecretEvent, VisitorEvent } from '../state-machines/events.ts';
import type { kioskMachine } from '../state-machines/kiosk.ts';
import { screenOf } from '../state-machines/screen-meta.ts';
import type { Screen } from '../state-machines/views.ts';
import type { SecretsVault } from './secrets-vault.ts';
import { createVisitorDesk, type VisitorDesk } from './visitor-desk.ts';

/** The kiosk machine as it runs, and the desk at which a visitor's screen sees and touches it. */
export interface RunningKiosk {
  readonly visitor: VisitorDesk;
  send(event: EventFromLogic<typeof kioskMachine>): void;
  isActive(): boolean;
  stop(): void;
}

export interface RunningKioskParts {
  readonly logic: typeof kioskMachine;
  readonly config: SiteConfig;
  readonly hasScanner: boolean;
  readonly clock: Clock;
  readonly vault: SecretsVault;
  readonly onScreen: (name: Screen['name']) => void;
}

export function runKiosk({
  logic,
  config,
  clock,
  vault,
  ...parts
}: RunningKioskParts): RunningKiosk {
  const { centreName, defaultLanguage } = config;
  const kiosk = createActor(logic, {
    input: {
      services: config.services,
      defaultLanguage,
      catalogue: config.catalogue,
      timeZone: config.timeZone,
      hasScanner: parts.hasScanner,
      codeForm: config.queueSystem.kind === 'zms' ? 'scanned-only' : 'typed-or-scanned',
    },
    clock,
    inspect: ({ type }) => {
      if (type === '@xstate.snapshot') queueMicrotask(showScreen);
    },
  });
  // The screen follows at once, so that the next message is judged by what it left behind.
  const send = (event: VisitorEvent | SecretEvent): void => {
    kiosk.send(event);
    showScreen();
  };
  const visitor = createVisitorDesk({
    send,
    press: (name, digit) => send({ type: 'secret.typed', digits: vault.press(name, digit) }),
    erase: (name) => send({ type: 'secret.typed', digits: vault.erase(name) }),
    firstView: {
      centreName,
      language: defaultLanguage,
      screen: { name: 'out-of-service', reason: 'starting' },
    },
  });
  const showScreen = (): void => {
    const snapshot = kiosk.getSnapshot();
    const screen = screenOf(snapshot);
    if (!screen) return;
    const { language, idleSecondsLeft } = snapshot.context;
    const idle = idleSecondsLeft === null ? {} : { idleSecondsLeft };
    visitor.show({ centreName, language, screen, ...idle });
    parts.onScreen(screen.name);
  };
  kiosk.start();
  return {
    visitor,
    send: (event) => kiosk.send(event),
    isActive: () => kiosk.getSnapshot().status === 'active',
    stop: () => kiosk.stop(),
  };
}
