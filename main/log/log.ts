import pino, { type DestinationStream } from 'pino';
import { LEVELS, type LogEvents } from './dictionary.ts';

export type Log = <Name extends keyof LogEvents>(name: Name, fields: LogEvents[Name]) => void;

/** One JSON line an event, synchronous, so that the line before a crash is there. */
export function createLog(destination: DestinationStream): Log {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return (name, fields) => logger[LEVELS[name]]({ event: name, ...fields });
}
