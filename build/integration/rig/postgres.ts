import { execFile } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type ChildProcess, plainEnvironment, startChildProcess } from './child-process.ts';
import { requirePart } from './requirements.ts';
import { createTemporaryFolder } from './temporary-folder.ts';
import { waitUntil } from './wait.ts';

/**
 * A PostgreSQL server of one test file. It listens on a socket in a temporary folder only, and
 * keeps its data there.
 */
export interface PrivatePostgres {
  /** Makes a new, empty database. @returns what belongs into `DATABASE_URL` */
  createDatabase(): Promise<string>;
  /** Ends the server and every connection, as a restart for an update does. */
  halt(): Promise<void>;
  /** Starts the server again after `halt`. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const START_DEADLINE_MS = 20_000;
const PREPARE_DEADLINE_MS = 60_000;
const OWNER = 'schnellspur';

/** PostgreSQL refuses to run as root; this user comes with its package. */
const SERVICE_USER = 'postgres';

const run = promisify(execFile);

export async function startPostgres(): Promise<PrivatePostgres> {
  const programs = requirePart('postgresql');
  const folder = await createTemporaryFolder();
  const data = join(folder.path, 'data');
  const url = (database: string): string =>
    `postgresql://${OWNER}@${encodeURIComponent(folder.path)}/${database}`;
  let server: ChildProcess | undefined;
  let databases = 0;

  const resume = async (): Promise<void> => {
    server = await launch(programs, folder.path, data);
    await waitUntil('connection to PostgreSQL', START_DEADLINE_MS, async () => {
      server?.assertRunning();
      return (await canConnect(url('postgres'))) ? true : undefined;
    });
  };
  const halt = async (): Promise<void> => {
    if (!server) return;
    // Without it the server would wait for its clients to leave.
    if (server.ending() === undefined) process.kill(server.pid, 'SIGINT');
    await server.stop();
    server = undefined;
  };

  try {
    await prepare(programs, folder.path, data);
    await resume();
  } catch (error) {
    await halt();
    folder.remove();
    throw error;
  }
  return {
    createDatabase: async () => {
      databases++;
      const name = `test${databases}`;
      await withClient(url('postgres'), (client) => client.query(`CREATE DATABASE ${name}`));
      return url(name);
    },
    halt,
    resume,
    stop: async () => {
      await halt();
      folder.remove();
    },
  };
}

async function prepare(programs: string, folder: string, data: string): Promise<void> {
  if (isRoot()) {
    const [user, group] = await Promise.all([idOf('-u'), idOf('-g')]);
    await chown(folder, user, group);
  }
  const [command, ...parameters] = [
    ...asServiceUser(),
    join(programs, 'initdb'),
    ...['-D', data, '-U', OWNER, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
  ];
  await run(command ?? '', parameters, {
    env: plainEnvironment(),
    cwd: folder,
    timeout: PREPARE_DEADLINE_MS,
  });
}

function launch(programs: string, folder: string, data: string): Promise<ChildProcess> {
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off'];
  return startChildProcess({
    name: 'postgres',
    command: [
      'setpriv',
      ...(isRoot() ? SERVICE_RIGHTS : []),
      ...['--pdeathsig', 'KILL', '--'],
      join(programs, 'postgres'),
      ...['-D', data],
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    environment: plainEnvironment(),
  });
}

const SERVICE_RIGHTS = [
  ...['--reuid', SERVICE_USER, '--regid', SERVICE_USER],
  '--clear-groups',
] as const;

function asServiceUser(): string[] {
  return isRoot() ? ['setpriv', ...SERVICE_RIGHTS, '--'] : [];
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function idOf(kind: '-u' | '-g'): Promise<number> {
  const { stdout } = await run('id', [kind, SERVICE_USER]);
  return Number(stdout);
}

async function canConnect(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('SELECT 1'));
    return true;
  } catch {
    return false;
  }
}

async function withClient(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
