import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CardWatch, watchCards } from './card-watch.ts';
import {
  type ChildProcess,
  DIES_WITH_PARENT,
  plainEnvironment,
  startChildProcess,
} from './child-process.ts';
import { findFile } from './executables.ts';
import { findPortPair, isListening } from './free-ports.ts';
import { findPcscdPlace, MACHINE_FOLDER, NO_PLACE_REMEDY, type PcscdPlace } from './pcscd-place.ts';
import { requirePart } from './requirements.ts';
import { RigError } from './rig-error.ts';
import { createTemporaryFolder } from './temporary-folder.ts';
import { waitUntil } from './wait.ts';

/**
 * A pcscd with two virtual readers that only its clients know of. It runs in its own mount
 * namespace, where one temporary folder is mounted over /run and the folder of USB drivers is
 * hidden, so it touches neither the machine's pcscd nor a reader that is plugged in. Clients need
 * no namespace: the socket is in the temporary folder, and libpcsclite finds it by environment.
 */
export interface PrivatePcscd {
  /** Where a simulated card connects to, one port a reader. */
  readonly readerPorts: readonly [number, number];
  readonly readerNames: readonly [string, string];
  readonly socketPath: string;
  /** To be added to the environment of every client. */
  readonly clientEnvironment: { readonly PCSCLITE_CSOCK_NAME: string };
  /** Whether the polling thread of the running daemon has noticed a card in this reader. */
  seesCard(slot: 0 | 1): boolean;
  log(): string;
  /** Ends the daemon as a crash would; readers, ports and socket path stay reserved. */
  halt(): Promise<void>;
  /** Starts the daemon again after `halt`. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const START_DEADLINE_MS = 10_000;
const SOCKET_PATH_MAXIMUM = 107;

/** Names that pcscd makes from FRIENDLYNAME, device number and slot. */
const READER_NAMES = ['Virtual PCD 00 00', 'Virtual PCD 00 01'] as const;

/** `$0` is the folder that becomes /run; the rest is the daemon's command. */
const ENTER_OWN_RUN = `
set -e
mount --bind "$0" /run
mount --bind /run/no-usb-drivers /usr/lib/pcsc/drivers
exec "$@"
`;

interface Layout {
  readonly socketPath: string;
  readonly command: readonly [string, ...string[]];
}

interface Daemon {
  readonly process: ChildProcess;
  readonly cards: CardWatch;
}

export async function startPcscd(): Promise<PrivatePcscd> {
  const place = findPcscdPlace();
  if (place === undefined) {
    throw new RigError('part-missing', `no place for a private pcscd: ${NO_PLACE_REMEDY}`);
  }
  const readerPorts = await findPortPair();
  const folder = await createTemporaryFolder();
  let layout: Layout;
  let daemon: Daemon;
  try {
    layout = await layOut(place, folder.path, readerPorts[0]);
    daemon = await launch(layout, readerPorts);
  } catch (error) {
    folder.remove();
    throw error;
  }
  return {
    readerPorts,
    readerNames: READER_NAMES,
    socketPath: layout.socketPath,
    clientEnvironment: { PCSCLITE_CSOCK_NAME: layout.socketPath },
    seesCard: (slot) =>
      daemon.process.ending() === undefined && daemon.cards.seesCard(READER_NAMES[slot]),
    log: () => daemon.process.output(),
    halt: () => daemon.process.stop(),
    resume: async () => {
      await daemon.process.stop();
      daemon = await launch(layout, readerPorts);
    },
    stop: async () => {
      await daemon.process.stop();
      folder.remove();
    },
  };
}

/**
 * Points this process at the private pcscd. Call it before the first PC/SC call: libpcsclite
 * reads the variable once, and needs a real process environment, so no worker thread.
 */
export function reachFromThisProcess(pcscd: PrivatePcscd): void {
  Object.assign(process.env, pcscd.clientEnvironment);
}

async function layOut(place: PcscdPlace, folder: string, firstPort: number): Promise<Layout> {
  const driver = requirePart('vpcd');
  const seenAs = place.kind === 'own-mounts' ? '/run' : folder;
  await mkdir(join(folder, 'reader.conf.d'));
  await mkdir(join(folder, 'pcscd'));
  await mkdir(join(folder, 'no-usb-drivers'));
  // The driver lies in the folder that the namespace hides.
  await copyFile(driver, join(folder, 'vpcd.so'));
  await writeFile(
    join(folder, 'reader.conf.d', 'vpcd'),
    [
      'FRIENDLYNAME "Virtual PCD"',
      `DEVICENAME /dev/null:${firstPort}`,
      `LIBPATH ${seenAs}/vpcd.so`,
      `CHANNELID ${firstPort}`,
      '',
    ].join('\n'),
  );
  const pcscd = requirePart('pcscd');
  const daemon = [
    ...DIES_WITH_PARENT,
    pcscd,
    ...['--foreground', '--info', '--config', `${seenAs}/reader.conf.d`],
    ...polkitOptions(pcscd),
  ] as const;
  const ownSocket = join(folder, 'pcscd', 'pcscd.comm');
  if (ownSocket.length > SOCKET_PATH_MAXIMUM) {
    throw new RigError('start-failed', `TMPDIR makes the socket path too long: ${ownSocket}`);
  }
  return place.kind === 'own-mounts'
    ? {
        socketPath: ownSocket,
        command: [...place.command, 'sh', '-c', ENTER_OWN_RUN, folder, ...daemon],
      }
    : { socketPath: `${MACHINE_FOLDER}/pcscd.comm`, command: daemon };
}

async function launch(layout: Layout, ports: readonly [number, number]): Promise<Daemon> {
  const cards = watchCards();
  const daemon = await startChildProcess({
    name: 'pcscd',
    command: layout.command,
    environment: plainEnvironment(),
    onLine: cards.readLine,
  });
  try {
    await waitUntil(
      'readiness of pcscd and its two virtual readers',
      START_DEADLINE_MS,
      async () => {
        daemon.assertRunning();
        const isReady =
          findFile(layout.socketPath) !== undefined &&
          (await isListening(ports[0])) &&
          (await isListening(ports[1]));
        return isReady || undefined;
      },
    );
  } catch (cause) {
    await daemon.stop();
    throw new RigError('start-failed', `pcscd did not start. It wrote:\n${daemon.output()}`, {
      cause,
    });
  }
  return { process: daemon, cards };
}

/** Inside the namespace there is no system bus to ask, so a pcscd built with polkit must not. */
function polkitOptions(pcscd: string): readonly string[] {
  const option = '--disable-polkit';
  return execFileSync(pcscd, ['--help'], { encoding: 'utf8' }).includes(option) ? [option] : [];
}
