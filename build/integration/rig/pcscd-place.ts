import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findExecutable } from './executables.ts';

/**
 * Where a pcscd of our own can run. Its socket path is compiled in, so it needs a /run of its
 * own, or a machine on which nobody uses that path.
 */
export type PcscdPlace =
  | { readonly kind: 'own-mounts'; readonly command: readonly [string, ...string[]] }
  | { readonly kind: 'whole-machine' };

/** In a container without the right to mount, this is free unless somebody starts pcscd there. */
export const MACHINE_FOLDER = '/run/pcscd';

export const NO_PLACE_REMEDY =
  'run as root with CAP_SYS_ADMIN, or allow unprivileged user namespaces, ' +
  `or run as root where ${MACHINE_FOLDER}/pcscd.comm does not exist`;

export function findPcscdPlace(): PcscdPlace | undefined {
  const command = privateMountCommand();
  if (command !== undefined) return { kind: 'own-mounts', command };
  const isFree = process.getuid?.() === 0 && !existsSync(`${MACHINE_FOLDER}/pcscd.comm`);
  return isFree ? { kind: 'whole-machine' } : undefined;
}

/** The command prefix that gives a process its own mounts, or undefined where that is forbidden. */
function privateMountCommand(): readonly [string, ...string[]] | undefined {
  const unshare = findExecutable('unshare');
  if (unshare === undefined) return undefined;
  const asUser = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const options = [...asUser, '--mount', '--propagation', 'private', '--'];
  // Some systems allow the namespace and then refuse the mount, hence the trial of both.
  const trial = spawnSync(unshare, [...options, 'mount', '--bind', '/tmp', '/run']);
  return trial.status === 0 ? [unshare, ...options] : undefined;
}
