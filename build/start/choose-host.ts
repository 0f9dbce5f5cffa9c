import type { Children } from './children.ts';
import { earlierFailure, fetchElectron, findElectron } from './electron-binary.ts';
import { findBrowser, hasDisplay } from './find-browser.ts';
import type { StartOptions } from './options.ts';
import { StartError } from './start-error.ts';

/** What is to show the screens. `why` completes the sentence that tells it. */
export type HostChoice =
  | { readonly kind: 'electron'; readonly program: string; readonly why: string }
  | { readonly kind: 'browser'; readonly program: string; readonly why: string }
  | { readonly kind: 'print'; readonly why: string };

const WITHOUT_WINDOW =
  '"npm start -- --print" serves the screens and prints their addresses, "npm run demo" plays a visit as text';

/** Electron where it is or can be had, else an installed browser, else nothing but addresses. */
export async function chooseHost(
  options: StartOptions,
  children: Children,
  say: (sentence: string) => void,
): Promise<HostChoice> {
  if (options.print) return { kind: 'print', why: '--print asks for it' };
  const browser = findBrowser();
  if (!hasDisplay()) {
    const found = findElectron() ?? browser;
    if (found === undefined) return { kind: 'print', why: 'there is no display' };
    throw new StartError(
      'no-display',
      `${found} is here but no display to open a window on: set DISPLAY or WAYLAND_DISPLAY; or ${WITHOUT_WINDOW}.`,
    );
  }
  const electron = options.browser
    ? askedForBrowser()
    : await reachElectron(options, children, say);
  if (electron.kind === 'found') {
    return { kind: 'electron', program: electron.program, why: electron.why };
  }
  if (browser !== undefined) return { kind: 'browser', program: browser, why: electron.why };
  return {
    kind: 'print',
    why: `${electron.why}, and no browser of the Chromium family is installed`,
  };
}

type Electron =
  | { readonly kind: 'found'; readonly program: string; readonly why: string }
  | { readonly kind: 'not-found'; readonly why: string };

function askedForBrowser(): Electron {
  return { kind: 'not-found', why: '--browser or --port asks for it' };
}

async function reachElectron(
  { fetchElectron: isForced }: StartOptions,
  children: Children,
  say: (sentence: string) => void,
): Promise<Electron> {
  const program = findElectron();
  if (program !== undefined) return { kind: 'found', program, why: 'its binary is installed' };
  const earlier = earlierFailure();
  if (earlier !== undefined && !isForced) {
    return {
      kind: 'not-found',
      why: `Electron could not be fetched earlier, ${earlier} ("npm start -- --fetch-electron" tries again)`,
    };
  }
  const fetched = await fetchElectron(children, say);
  return fetched.kind === 'fetched'
    ? { kind: 'found', program: fetched.program, why: 'its binary has just been fetched' }
    : { kind: 'not-found', why: `Electron could not be fetched, ${fetched.reason}` };
}
