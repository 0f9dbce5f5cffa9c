import { EventEmitter } from 'node:events';
import { type KioskPush, kioskPush } from '../../../contract/kiosk.ts';
import { type CounterPush, counterPush } from '../../../contract/staff.ts';
import type { PushSocket } from '../open-links.ts';

/** The server's end of a WebSocket whose peer reads, or does not. */
export class TestSocket extends EventEmitter implements PushSocket {
  readonly texts: string[] = [];
  bufferedAmount = 0;
  /** Answers no ping. */
  isSilent = false;
  /** How it was closed; null while it is open. */
  closing: number | 'terminated' | null = null;

  send(text: string): void {
    if (this.closing === null) this.texts.push(text);
  }

  ping(): void {
    if (!this.isSilent) this.emit('pong');
  }

  close(code: number): void {
    this.end(code);
  }

  terminate(): void {
    this.end('terminated');
  }

  counterMessages(): CounterPush[] {
    return this.texts.map((text) => counterPush.parse(JSON.parse(text)));
  }

  kioskMessages(): KioskPush[] {
    return this.texts.map((text) => kioskPush.parse(JSON.parse(text)));
  }

  private end(how: number | 'terminated'): void {
    if (this.closing !== null) return;
    this.closing = how;
    this.emit('close');
  }
}

/** What a counter page shows, made of what it was told, in the way the contract says. */
export class CounterPage {
  version = 0;
  /** Requests, alarms and entries by id. */
  readonly shown = new Map<string, unknown>();

  read(messages: readonly CounterPush[]): this {
    for (const message of messages) this.hear(message);
    return this;
  }

  private hear(message: CounterPush): void {
    switch (message.kind) {
      case 'snapshot':
        this.shown.clear();
        for (const each of [...message.requests, ...message.alarms, ...message.entries]) {
          this.shown.set(each.id, each);
        }
        this.version = message.version;
        break;
      case 'change':
        this.hearVersion(message.version);
        this.shown.set(message.request.id, message.request);
        break;
      case 'alarm':
        this.hearVersion(message.version);
        this.shown.set(message.alarm.id, message.alarm);
        break;
      case 'entry':
        this.hearVersion(message.version);
        this.shown.set(message.entry.id, message.entry);
        break;
      case 'switches':
        this.hearVersion(message.version);
        break;
      case 'beat':
        if (message.version !== this.version) throw new Error('a beat names a version never told');
        break;
      case 'signed-out':
        break;
    }
  }

  private hearVersion(version: number): void {
    if (version <= this.version) throw new Error(`${version} was told after ${this.version}`);
    this.version = version;
  }
}
