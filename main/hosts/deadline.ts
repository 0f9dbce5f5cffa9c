import { HostError } from './host-error.ts';

/** Rejects with `deadline-passed` when the promise is not settled in time; it is then ignored. */
export async function withDeadline<Value>(
  what: string,
  deadlineMs: number,
  promise: Promise<Value>,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(
        new HostError('deadline-passed', `${what} took longer than ${deadlineMs} ms. Try again.`),
      );
    }, deadlineMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
