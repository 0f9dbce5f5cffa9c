import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type AusweisAppClient, connectToAusweisApp } from './ausweisapp-client.ts';
import {
  type ChildProcess,
  DIES_WITH_PARENT,
  plainEnvironment,
  startChildProcess,
} from './child-process.ts';
import { requirePart } from './requirements.ts';
import { RigError } from './rig-error.ts';
import { createTemporaryFolder } from './temporary-folder.ts';
import { waitUntil } from './wait.ts';

/**
 * The AusweisApp without a window, with a home folder of its own, so that it neither reads nor
 * changes the settings of whoever runs the tests.
 */
export interface AusweisApp {
  readonly port: number;
  readonly version: string;
  /** One client at a time; the app refuses a second one. */
  connect(): Promise<AusweisAppClient>;
  log(): string;
  stop(): Promise<void>;
}

/** About 2.5 s on two idle cores; the rest is for a busy machine. */
const START_DEADLINE_MS = 30_000;
const ANSWER_DEADLINE_MS = 5_000;

export async function startAusweisApp(
  clientEnvironment: Readonly<Record<string, string>>,
): Promise<AusweisApp> {
  const executable = requirePart('ausweisapp');
  const home = await createTemporaryFolder();
  let app: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    await app?.stop();
    home.remove();
  };
  try {
    app = await startChildProcess({
      name: 'AusweisApp',
      command: [
        ...DIES_WITH_PARENT,
        executable,
        ...['--ui', 'websocket', '--no-proxy', '--port', '0'],
      ],
      environment: { ...(await homeEnvironment(home.path)), ...clientEnvironment },
    });
    const portFile = `${basename(executable)}.${app.pid}.port`;
    const port = await readPort(app, join(home.path, 'tmp', portFile));
    const version = await readVersion(port);
    return {
      port,
      version,
      connect: () => connectToAusweisApp(port),
      log: () => app?.output() ?? '',
      stop,
    };
  } catch (cause) {
    const written = app?.output() ?? '';
    await stop();
    throw new RigError('start-failed', `AusweisApp did not start. It wrote:\n${written}`, {
      cause,
    });
  }
}

async function homeEnvironment(home: string): Promise<Record<string, string>> {
  const folders = {
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: join(home, 'run'),
    TMPDIR: join(home, 'tmp'),
  };
  for (const folder of Object.values(folders)) await mkdir(folder, { mode: 0o700 });
  return { ...plainEnvironment(), ...folders, HOME: home, QT_QPA_PLATFORM: 'offscreen' };
}

function readPort(app: ChildProcess, portFile: string): Promise<number> {
  return waitUntil(`port file ${portFile}`, START_DEADLINE_MS, async () => {
    app.assertRunning();
    const text = await readFile(portFile, 'utf8').catch(() => '');
    const port = Number.parseInt(text, 10);
    return Number.isInteger(port) && port > 0 ? port : undefined;
  });
}

/** Also proves that the app is past its start: it answers. */
async function readVersion(port: number): Promise<string> {
  const client = await connectToAusweisApp(port);
  try {
    client.send({ cmd: 'GET_INFO' });
    const isInfo = (message: { msg: string }): boolean => message.msg === 'INFO';
    const info = await client.waitFor(isInfo, ANSWER_DEADLINE_MS, 'answer to GET_INFO');
    return info.VersionInfo?.['Implementation-Version'] ?? 'unknown';
  } finally {
    await client.close();
  }
}
