import type { SiteConfig } from '../../config/schema.ts';
import type { App } from '../app.ts';
import { errorCode } from '../log/error-code.ts';
import type { Log } from '../log/log.ts';
import { createLinksInWaiting } from './links-in-waiting.ts';
import { faultLine, readSite } from './read-site.ts';
import { describeParts, partsOf } from './site-parts.ts';

/** How soon a terminal takes up a site file that was mended, or a daemon that came up late. */
export const RETRY_MS = 10_000;

export interface TerminalStart {
  readonly siteFile: string;
  readonly log: Log;
  /** For IT at the machine: one line, on the terminal's console. */
  readonly tell: (line: string) => void;
  readonly wipeScreens: () => Promise<void>;
  readonly start: (config: SiteConfig) => Promise<App>;
  /** Opens the screens of a site, once its core is there. */
  readonly showScreens: (config: SiteConfig) => Promise<void>;
}

interface Started {
  readonly app: App;
  readonly config: SiteConfig;
}

/**
 * Starts the terminal, or stands in for it until it can be started: with a wrong configuration the
 * process stays up and shows a neutral screen. Never rejects for what IT can mend meanwhile.
 */
export async function startWhenReady(parts: TerminalStart): Promise<App> {
  const attempt = createAttempt(parts);
  const started = await attempt();
  if (!started) return standIn(attempt, parts);
  await parts.showScreens(started.config);
  return started.app;
}

/** Each call reads the file anew. Tells what is in the way, but not the same twice in a row. */
function createAttempt({ siteFile, log, tell, start }: TerminalStart) {
  let told = '';
  const isNews = (lines: string): boolean => {
    const news = lines !== told;
    told = lines;
    return news;
  };
  return async (): Promise<Started | null> => {
    const reading = readSite(siteFile);
    if (reading.kind === 'wrong') {
      const lines = reading.faults.map((fault) => faultLine(siteFile, fault));
      if (!isNews(lines.join('\n'))) return null;
      for (const [index, fault] of reading.faults.entries()) {
        log('site.wrong', { file: siteFile, line: fault.line, fault: fault.sentence });
        tell(lines[index] ?? '');
      }
      tell('Until that is mended, visitors read that this terminal is not in service.');
      return null;
    }
    try {
      const app = await start(reading.config);
      const made = partsOf(reading.config);
      log('site.read', { file: siteFile, set: reading.set, ...made });
      tell(`${siteFile} is read, "${reading.config.centreName}": ${describeParts(made)}.`);
      for (const doubt of reading.doubts) tell(`Warning: ${faultLine(siteFile, doubt)}`);
      return { app, config: reading.config };
    } catch (error) {
      const reason = reasonOf(error);
      if (isNews(reason)) {
        log('core.not-started', { error: errorCode(error) });
        tell(`The terminal cannot start and tries again by itself: ${reason}`);
      }
      return null;
    }
  };
}

/** A sentence for IT where the error has one, with a code; else what a programmer needs. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? error.message : (error.stack ?? error.message);
}

function standIn(
  attempt: () => Promise<Started | null>,
  { wipeScreens, showScreens }: Pick<TerminalStart, 'wipeScreens' | 'showScreens'>,
): App {
  const links = createLinksInWaiting();
  let app: App | null = null;
  let isStopped = false;
  const tryAgain = async (): Promise<void> => {
    const started = await attempt();
    if (isStopped) return started?.app.stop();
    if (!started) {
      timer = setTimeout(tryAgain, RETRY_MS);
      return;
    }
    app = started.app;
    links.handOver(app.links);
    // A screen that was touched meanwhile numbers its messages otherwise than the new core.
    await wipeScreens();
    await showScreens(started.config);
  };
  let timer = setTimeout(tryAgain, RETRY_MS);
  return {
    links,
    // As long as it only waits for IT, a restart would change nothing.
    answers: () => app === null || app.answers(),
    stop() {
      isStopped = true;
      clearTimeout(timer);
      app?.stop();
    },
  };
}
