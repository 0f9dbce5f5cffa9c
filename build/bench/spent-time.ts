export interface SpentTime {
  readonly wallMs: number;
  /** Of all threads of this process, in the program and in the system. */
  readonly processorMs: number;
}

export const NO_TIME: SpentTime = { wallMs: 0, processorMs: 0 };

/** @returns a function that tells what has been spent since */
export function startStopwatch(): () => SpentTime {
  const processorAtStart = process.cpuUsage();
  const startMs = performance.now();
  return () => {
    const wallMs = performance.now() - startMs;
    const { user, system } = process.cpuUsage(processorAtStart);
    return { wallMs, processorMs: (user + system) / 1_000 };
  };
}

export function addTimes(one: SpentTime, other: SpentTime): SpentTime {
  return {
    wallMs: one.wallMs + other.wallMs,
    processorMs: one.processorMs + other.processorMs,
  };
}

export function subtractTimes(whole: SpentTime, part: SpentTime): SpentTime {
  return {
    wallMs: whole.wallMs - part.wallMs,
    processorMs: whole.processorMs - part.processorMs,
  };
}
