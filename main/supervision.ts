import koffi from 'koffi';

/**
 * Tells systemd that the terminal is up, and goes on telling it as long as the core answers; else
 * systemd ends and restarts it after `WatchdogSec` (sd_notify(3), sd_watchdog_enabled(3)).
 */
export interface Supervised {
  /** Whether the core does what it is there for; looked at more often than systemd demands. */
  readonly answers: () => boolean;
}

const LIBRARY = 'libsystemd.so.0';
/** Of an answer that is due; systemd recommends at most a half. */
const EARLY = 1 / 3;
/** Where the unit has no watchdog, how soon a core that comes up late is told. */
const WITHOUT_WATCHDOG_MS = 10_000;

/** Without systemd, and as a process that it did not start itself, nothing is told. */
export function supervise({ answers }: Supervised): { stop(): void } {
  if (!process.env['NOTIFY_SOCKET']) return { stop: () => undefined };
  const systemd = openSystemd();
  let isReady = false;
  const tell = (): void => {
    if (!answers()) return;
    systemd.notify(isReady ? 'WATCHDOG=1' : 'READY=1\nWATCHDOG=1');
    isReady = true;
  };
  tell();
  const timer = setInterval(tell, systemd.watchdogMs * EARLY);
  return {
    stop() {
      clearInterval(timer);
      systemd.notify('STOPPING=1');
    },
  };
}

function openSystemd() {
  const library = koffi.load(LIBRARY);
  const notify = library.func('int sd_notify(int unset_environment, const char *state)');
  const watchdog = library.func(
    'int sd_watchdog_enabled(int unset_environment, _Out_ uint64_t *usec)',
  );
  const microseconds = [0];
  const isWatched = watchdog(0, microseconds) > 0;
  return {
    notify: (state: string): void => void notify(0, state),
    watchdogMs: isWatched ? (microseconds[0] ?? 0) / 1_000 : WITHOUT_WATCHDOG_MS,
  };
}
