import { EventEmitter } from 'node:events';
import { electronDefinitions } from './electron-definitions.ts';

/** Asked by `await`, and by the test runner when it prints or compares; no part of Electron. */
const ASKED_BY_TOOLS = new Set(['then', 'toJSON', 'asymmetricMatch', 'nodeType', 'tagName']);

/**
 * An object that offers these members of an Electron class or interface and throws on any other,
 * so that the host cannot rely on what the fake does not do. Throws at once where Electron itself
 * has no such member.
 */
export function fakeObject<Members extends object>(definition: string, members: Members): Members {
  checkKeys(definition, members);
  return new Proxy(members, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key);
      if (ASKED_BY_TOOLS.has(key)) return undefined;
      throw new Error(`the fake of ${definition} has no ${key}`);
    },
    set(_target, key) {
      throw new Error(`the fake of ${definition} does not let ${String(key)} be set`);
    },
  });
}

/** Throws where Electron knows no option of this name. */
export function checkKeys(definition: string, value: object): void {
  const known = electronDefinitions().members(definition);
  for (const key of Object.keys(value)) {
    if (!known.has(key)) throw new Error(`electron.d.ts knows no ${definition}.${key}`);
  }
}

export type FakeListener = (...values: unknown[]) => void;

/** Emits the events of an Electron class or interface and throws on any other. */
export class FakeEvents {
  readonly #definition: string;
  readonly #emitter = new EventEmitter();

  constructor(definition: string) {
    this.#definition = definition;
  }

  /** To be spread into the members of a fake object. */
  members() {
    return {
      on: (event: string, listener: FakeListener) => this.#add('on', event, listener),
      once: (event: string, listener: FakeListener) => this.#add('once', event, listener),
      off: (event: string, listener: FakeListener) => {
        this.#emitter.off(this.#known(event), listener);
      },
    };
  }

  emit(event: string, ...values: readonly unknown[]): void {
    this.#emitter.emit(this.#known(event), ...values);
  }

  /** Emits with an event object in front, merged with `details`; tells whether it was prevented. */
  emitPreventable(event: string, details: object = {}, ...values: readonly unknown[]): boolean {
    let prevented = false;
    const preventDefault = () => {
      prevented = true;
    };
    this.emit(event, { ...details, preventDefault }, ...values);
    return prevented;
  }

  listenerCount(event: string): number {
    return this.#emitter.listenerCount(this.#known(event));
  }

  #add(method: 'on' | 'once', event: string, listener: FakeListener): void {
    this.#emitter[method](this.#known(event), listener);
  }

  #known(event: string): string {
    if (!electronDefinitions().events(this.#definition).has(event)) {
      throw new Error(`electron.d.ts knows no event ${event} of ${this.#definition}`);
    }
    return event;
  }
}
