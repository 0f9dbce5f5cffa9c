/**
 * Runs one turn at a time. Whoever asks while turns run is answered by one more, which they all
 * share; a turn that fails is tried again after a while.
 */
export interface Turns {
  /** @returns whether a whole turn has run since, and none has failed */
  run(): Promise<boolean>;
  close(): void;
}

const RETRY_MS = 1_000;

export function createTurns(turn: () => Promise<void>, onFault: (error: unknown) => void): Turns {
  let running: Promise<boolean> | null = null;
  let isAsked = false;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  const turns = async (): Promise<boolean> => {
    try {
      while (isAsked && !isClosed) {
        isAsked = false;
        await turn();
      }
      return !isClosed;
    } catch (error) {
      if (isClosed) return false;
      onFault(error);
      clearTimeout(retry);
      retry = setTimeout(run, RETRY_MS);
      return false;
    } finally {
      running = null;
    }
  };

  const run = (): Promise<boolean> => {
    if (isClosed) return Promise.resolve(false);
    isAsked = true;
    running ??= turns();
    return running;
  };

  return {
    run,
    close: () => {
      isClosed = true;
      clearTimeout(retry);
    },
  };
}
