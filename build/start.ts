import { fileURLToPath } from 'node:url';
import { LedgerError } from '../main/ledger/ledger-error.ts';
import { dataFolder, openProcessFiles } from '../main/process-files.ts';
import { buildChanged } from './build.ts';
import { type BrowserWindow, openWindow } from './start/browser-window.ts';
import { type Central, serveCentral } from './start/central.ts';
import { Children } from './start/children.ts';
import { chooseHost, type HostChoice } from './start/choose-host.ts';
import { runsAsRoot } from './start/find-browser.ts';
import { readOptions, type StartOptions, USAGE } from './start/options.ts';
import { type Addresses, serveScreens } from './start/serve-screens.ts';
import { StartError } from './start/start-error.ts';

/**
 * `npm start`: the terminal with simulated devices, in windows. Ends, with everything it started,
 * when the visitor's window is closed or it is told to.
 */

const ELECTRON_ENTRY = fileURLToPath(new URL('../dist/electron/entry.demo.js', import.meta.url));
const VISITOR_BOUNDS = { x: 0, y: 0, width: 1_080, height: 800 };
const BENCH_BOUNDS = { x: 1_090, y: 0, width: 560, height: 900 };
const WAITING_ROOM_BOUNDS = { x: 640, y: 120, width: 1_280, height: 720 };
const COUNTER_BOUNDS = { x: 560, y: 60, width: 1_280, height: 860 };

const children = new Children();
const windows: BrowserWindow[] = [];

process.exitCode = await main(process.argv.slice(2));
// A bundler or a download that was interrupted must not hold the process.
process.exit();

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args, process.env);
    if (!options.help) return await Promise.race([start(options), toldToStop()]);
    say(USAGE);
    return 0;
  } catch (error) {
    if (!(error instanceof StartError || error instanceof LedgerError)) throw error;
    console.error(error.message);
    return error.code === 'bad-option' ? 2 : 1;
  } finally {
    await children.stopAll();
    for (const window of windows) window.removeProfile();
  }
}

async function start(options: StartOptions): Promise<number> {
  // Asked first, so that no window opens only to tell it.
  openProcessFiles(dataFolder());
  const choice = await chooseHost(options, children, say);
  await buildChanged(
    ['renderer', 'counter', choice.kind === 'electron' ? 'electron' : 'loopback'],
    say,
  );
  const central = await serveCentral(children, dataFolder());
  if (central.kind === 'refused') return central.exitCode;
  // Inherited by the terminal, which enrols itself where it is new.
  process.env['SCHNELLSPUR_CENTRAL'] = central.central.address;
  process.env['SCHNELLSPUR_ENROLMENT_CODE'] = central.central.enrolmentCode;
  sayCounter(central.central);
  return Promise.race([openTerminal(choice, options.port, central.central), central.process.ended]);
}

async function openTerminal(choice: HostChoice, port: number, central: Central): Promise<number> {
  switch (choice.kind) {
    case 'electron':
      say(`Opening the terminal in Electron: ${choice.why}.`);
      return runElectron(choice.program);
    case 'browser':
      say(`Opening the terminal in ${choice.program}: ${choice.why}.`);
      return runBrowser(choice.program, port, central);
    case 'print':
      say(`Opening no window: ${choice.why}.`);
      return runWithoutWindow(port);
  }
}

async function runElectron(program: string): Promise<number> {
  const code = await children.start(program, [...sandboxSwitch(), ELECTRON_ENTRY], 'shown').ended;
  if (code !== 0) throw windowFailed(program, code);
  return 0;
}

async function runBrowser(browser: string, port: number, central: Central): Promise<number> {
  const serving = await serveScreens(children, port);
  if (serving.kind === 'refused') return serving.exitCode;
  const { visitor, staff, bench, waitingRoom } = serving.addresses;
  sandboxSwitch();
  const window = openWindow(children, { browser, address: visitor, bounds: VISITOR_BOUNDS });
  windows.push(
    window,
    openWindow(children, { browser, address: bench, bounds: BENCH_BOUNDS }),
    openWindow(children, { browser, address: waitingRoom, bounds: WAITING_ROOM_BOUNDS }),
    openWindow(children, { browser, address: central.address, bounds: COUNTER_BOUNDS }),
  );
  say(`The staff's screen is at ${staff} (works once, within two minutes).`);
  say("Closing the visitor's window or Ctrl-C ends the terminal.");
  const terminalEnded = serving.terminal.ended.then((code) => ({ code, isTerminal: true }));
  const windowClosed = window.process.ended.then((code) => ({ code, isTerminal: false }));
  const { code, isTerminal } = await Promise.race([terminalEnded, windowClosed]);
  if (isTerminal) return code;
  if (code !== 0) throw windowFailed(browser, code);
  return 0;
}

async function runWithoutWindow(port: number): Promise<number> {
  const serving = await serveScreens(children, port);
  if (serving.kind === 'refused') return serving.exitCode;
  say('Open these addresses on this computer; each works once, within two minutes. Ctrl-C ends.');
  sayAddresses(serving.addresses);
  return serving.terminal.ended;
}

function sayCounter({ address, staff, appointmentCode }: Central): void {
  say(`The counter page is at ${address}: sign in as "${staff.name}" with "${staff.password}".`);
  say(`For the next hour "${appointmentCode}" checks in for an appointment at the terminal.`);
  say('Its terminal authority is for trying out: the key lies in a file, and cards are simulated.');
}

function sayAddresses({ visitor, staff, bench, waitingRoom }: Addresses): void {
  say(`  visitor  ${visitor}\n  staff    ${staff}\n  bench    ${bench}\n  waiting  ${waitingRoom}`);
}

function sandboxSwitch(): string[] {
  if (!runsAsRoot()) return [];
  say('As root there is no sandbox (--no-sandbox): on a real machine take a user of its own.');
  return ['--no-sandbox'];
}

function windowFailed(program: string, code: number): StartError {
  return new StartError(
    'window-failed',
    `${program} ended with exit code ${code}: see that the display works, or print the addresses with "npm start -- --print".`,
  );
}

/** Resolves at the first signal; further ones do not cut the tidying short. */
function toldToStop(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve(0));
    }
  });
}

function say(sentence: string): void {
  console.log(sentence);
}
