import type { VisitorEvent } from '../state-machines/events.ts';
import type { SecretName } from '../state-machines/ports/secrets.ts';
import type { Screen, ScreenAction, VisitorView } from '../state-machines/views.ts';
import type { Refusal } from './contract/messages.ts';
import type { VisitorIntent } from './contract/visitor.ts';

/**
 * Between the visitor's screen and the kiosk machine: numbers the screens, lets through only what
 * the present one offers, and keeps digits away from the machine.
 */
export interface VisitorDesk {
  /** The screen's number changes only when another screen is shown, not with a digit typed. */
  current(): { readonly screen: number; readonly view: VisitorView };
  show(view: VisitorView): void;
  /** @returns why the intent was refused, or `null` */
  handle(intent: VisitorIntent): Extract<Refusal, 'not-offered'> | null;
  subscribe(listener: () => void): () => void;
}

export interface VisitorDeskParts {
  readonly send: (event: VisitorEvent) => void;
  readonly press: (secret: SecretName, digit: number) => void;
  readonly erase: (secret: SecretName) => void;
  readonly firstView: VisitorView;
}

const ACTION_EVENTS: Readonly<Record<ScreenAction, VisitorEvent>> = {
  confirm: { type: 'visitor.confirmed' },
  alternative: { type: 'visitor.chose-alternative' },
  cancel: { type: 'visitor.cancelled' },
};

export function createVisitorDesk({
  send,
  press,
  erase,
  firstView,
}: VisitorDeskParts): VisitorDesk {
  const listeners = new Set<() => void>();
  let view = firstView;
  let number = 1;
  return {
    current: () => ({ screen: number, view }),
    show(next) {
      if (JSON.stringify(next) === JSON.stringify(view)) return;
      if (identityOf(next.screen) !== identityOf(view.screen)) number += 1;
      view = next;
      for (const listener of listeners) listener();
    },
    handle(intent) {
      if (!isOffered(view.screen, intent)) return 'not-offered';
      const { screen } = view;
      switch (intent.kind) {
        case 'digit':
          if (screen.name === 'enter-secret') press(screen.secret, intent.digit);
          return null;
        case 'erase':
          if (screen.name === 'enter-secret') erase(screen.secret);
          return null;
        case 'begin':
          send({ type: 'visitor.began' });
          return null;
        case 'choose-language':
          send({ type: 'visitor.language-chosen', language: intent.language });
          return null;
        case 'choose-service':
          send({ type: 'visitor.service-chosen', service: intent.service });
          return null;
        case 'stay':
          send({ type: 'visitor.stayed' });
          return null;
        default:
          send(ACTION_EVENTS[intent.kind]);
          return null;
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Two screens with the same identity are one screen to a visitor who is about to touch it. */
function identityOf(screen: Screen): string {
  const { name } = screen;
  switch (name) {
    case 'notice':
      return `${name}:${screen.notice}`;
    case 'enter-secret':
      return `${name}:${screen.secret}`;
    case 'working':
      return `${name}:${screen.task}`;
    default:
      return name;
  }
}

function isOffered(screen: Screen, intent: VisitorIntent): boolean {
  switch (intent.kind) {
    case 'stay':
      return true;
    case 'begin':
      return screen.name === 'attract' || screen.name === 'goodbye';
    case 'choose-language':
      return screen.name === 'language';
    case 'choose-service':
      return screen.name === 'menu' && screen.services.includes(intent.service);
    case 'digit':
      return screen.name === 'enter-secret' && screen.digits < screen.maximum;
    case 'erase':
      return screen.name === 'enter-secret' && screen.digits > 0;
    case 'cancel':
      if (screen.name === 'language' || screen.name === 'menu') return true;
      return 'actions' in screen && screen.actions.includes('cancel');
    default:
      return 'actions' in screen && screen.actions.includes(intent.kind);
  }
}
