import type { ServiceName } from '../config/services.ts';
import type { VisitorEvent } from '../state-machines/events.ts';
import type { SecretName } from '../state-machines/ports/secrets.ts';
import type { Named, Screen, ScreenAction, VisitorView } from '../state-machines/views.ts';
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
          else send({ type: 'visitor.letter-erased' });
          return null;
        case 'letter':
          send({ type: 'visitor.letter-typed', letter: intent.letter });
          return null;
        case 'choose-group':
          send({ type: 'visitor.group-chosen', group: intent.group });
          return null;
        case 'choose-topic':
          send({ type: 'visitor.topic-chosen', topic: intent.topic });
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
    case 'topics':
      return `${name}:${screen.group.id}:${screen.page}`;
    case 'topic':
      return `${name}:${screen.topic.id}`;
    case 'ticket':
      return `${name}:${screen.ticket.number}`;
    case 'queue-notice':
      return `${name}:${screen.notice}`;
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
      return servicesOn(screen).includes(intent.service);
    case 'choose-group':
      return screen.name === 'topic-groups' && hasNamed(screen.groups, intent.group);
    case 'choose-topic':
      return hasNamed(topicsOn(screen), intent.topic);
    case 'letter':
      if (screen.name === 'find-topic') return true;
      if (screen.name !== 'enter-code') return false;
      return screen.typed.length < screen.length && screen.keys.includes(intent.letter);
    case 'digit':
      return screen.name === 'enter-secret' && screen.digits < screen.maximum;
    case 'erase':
      if (screen.name === 'enter-secret') return screen.digits > 0;
      return 'typed' in screen && screen.typed !== '';
    case 'cancel':
      if (screen.name === 'language' || screen.name === 'menu') return true;
      return 'actions' in screen && screen.actions.includes('cancel');
    default:
      return 'actions' in screen && screen.actions.includes(intent.kind);
  }
}

function servicesOn(screen: Screen): readonly ServiceName[] {
  if (screen.name === 'menu') return screen.services;
  return screen.name === 'topic' ? screen.here : [];
}

function topicsOn(screen: Screen): readonly Named[] {
  if (screen.name === 'topics') return screen.topics;
  return screen.name === 'find-topic' ? screen.found : [];
}

function hasNamed(things: readonly Named[], wanted: string): boolean {
  return things.some(({ id }) => id === wanted);
}
