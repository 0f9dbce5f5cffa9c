import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import ts from 'typescript';
import { fakeObject } from './fake-object.ts';

/** What the preload script gives to the page; a page may of course pass anything at all. */
export interface PageApi {
  send(text: unknown): void;
  receive(listener: (text: string) => void): void;
}

export type SendIpc = (channel: string, values: readonly unknown[]) => void;
type IpcListener = (event: object, ...values: unknown[]) => void;

/**
 * A sandboxed page: our preload script, compiled to CommonJS and run with no module but Electron's
 * renderer part, and what it exposes. All that passes between the worlds is cloned.
 */
export class FakePage {
  /** The names on the page's `window`, and what lies behind them. */
  readonly exposed = new Map<string, Record<string, unknown>>();
  readonly #listeners = new Map<string, IpcListener>();

  constructor(sendIpc: SendIpc) {
    const electron = {
      contextBridge: fakeObject('ContextBridge', {
        exposeInMainWorld: (name: string, api: Record<string, unknown>) => {
          this.exposed.set(name, expose(api));
        },
      }),
      ipcRenderer: fakeObject('IpcRenderer', {
        on: (channel: string, listener: IpcListener) => this.#listeners.set(channel, listener),
        send: (channel: string, ...values: unknown[]) => sendIpc(channel, structuredClone(values)),
      }),
    };
    const sandbox = {
      exports: {},
      require: (name: string) => {
        if (name !== 'electron') throw new Error(`a sandboxed preload cannot load ${name}`);
        return electron;
      },
    };
    preloadScript().runInContext(createContext(sandbox));
  }

  get api(): PageApi {
    return this.exposed.get('schnellspur') as unknown as PageApi;
  }

  /** A message from the main process. */
  receiveIpc(channel: string, values: readonly unknown[]): void {
    this.#listeners.get(channel)?.({}, ...structuredClone(values));
  }
}

function expose(api: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(api).map(([name, value]) => [name, cross(value)]));
}

function cross(value: unknown): unknown {
  if (typeof value !== 'function') return structuredClone(value);
  return (...values: unknown[]) => cross(value(...values.map(cross)));
}

let compiled: Script | undefined;

function preloadScript(): Script {
  if (compiled === undefined) {
    const path = fileURLToPath(new URL('../preload.ts', import.meta.url));
    const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    compiled = new Script(outputText, { filename: path });
  }
  return compiled;
}
