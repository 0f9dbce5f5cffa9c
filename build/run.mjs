import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `node build/run.mjs SCRIPT [arguments]`: installs what is missing and runs SCRIPT on the Node that
 * the lock file names. Runs on any Node from 20 on with nothing installed, and writes nothing to the
 * standard output, which belongs to the script.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const packagedNode = join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const OLDEST_NODE = 20;
/** Saves the script from compiling the same sources at every start. */
const compileCache = join(root, 'node_modules/.cache/node-compile');
const PARENT_LOOK_MS = 200;

/**
 * @param {string} sentence
 * @returns {never}
 */
function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/**
 * The packages that a lock file lists, without the project itself.
 * @param {string} path
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
function readPackages(path) {
  const { packages = {} } = JSON.parse(readFileSync(join(root, path), 'utf8'));
  const { '': _project, ...installed } = packages;
  return installed;
}

/** Whether node_modules holds what package-lock.json lists; npm writes the list that it installed. */
function isInstalled() {
  if (!existsSync(packagedNode)) return false;
  try {
    const wanted = readPackages('package-lock.json');
    const found = readPackages('node_modules/.package-lock.json');
    return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
      const installed = found[path];
      // Binaries for other platforms are optional and stay away.
      if (installed === undefined) return optional === true;
      return (
        installed.version === version &&
        (integrity === undefined || installed.integrity === integrity)
      );
    });
  } catch {
    return false;
  }
}

function install() {
  process.stderr.write('Installing the packages of package-lock.json (npm ci) …\n');
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const place = { cwd: root, stdio: ['ignore', 2, 2] };
  const { status, error } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...options], place)
    : spawnSync('npm', options, { ...place, shell: process.platform === 'win32' });
  if (error) giveUp(`npm could not be started (${error.message}): install npm 10 or newer.`);
  if (status !== 0) {
    giveUp(
      'The packages could not be installed; npm says why above. See that the npm registry can be reached and this folder can be written, then run "npm ci" here.',
    );
  }
  if (!existsSync(packagedNode)) {
    giveUp(
      'npm did not run the install script of the package "node", which brings the Node this project runs on: run "npm ci --ignore-scripts=false" here.',
    );
  }
}

/**
 * Passes a signal on. Ctrl-C on a terminal reaches the whole foreground group, so there the script
 * has it already, and a second one would cut its tidying short.
 * @param {import('node:child_process').ChildProcess} child
 */
function passSignalsOn(child) {
  const onTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  process.on('SIGINT', () => onTerminal || child.kill('SIGINT'));
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
}

/**
 * npm passes signals on to the shell it starts us with. The shell dies of them and tells nobody, so
 * that the script would go on for ever.
 * @param {import('node:child_process').ChildProcess} child
 */
function endWithShellOfNpm(child) {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, PARENT_LOOK_MS);
  timer.unref();
}

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  giveUp(`Node ${process.versions.node} is too old to start from: install Node 20 or newer.`);
}
const [script, ...scriptArguments] = process.argv.slice(2);
if (script === undefined) giveUp('usage: node build/run.mjs SCRIPT [arguments]');
if (!isInstalled()) install();
const child = spawn(packagedNode, [resolve(root, script), ...scriptArguments], {
  stdio: 'inherit',
  env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
});
passSignalsOn(child);
endWithShellOfNpm(child);
child.on('error', (error) => giveUp(`${packagedNode} could not be started: ${error.message}`));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
});
