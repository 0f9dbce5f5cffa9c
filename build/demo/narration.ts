import { TEXTS } from '../../config/text/index.ts';
import { paperText } from '../../devices/simulators/printer/paper-text.ts';
import type { SimulatedDevices } from '../../main/demo/simulated-devices.ts';

/** What the demo writes: steps, the card exchange in short, and the paper that came out. */

export const text = TEXTS.de;

const INSTRUCTIONS: Readonly<Record<number, string>> = {
  4: 'DEACTIVATE',
  32: 'VERIFY',
  34: 'MANAGE SECURITY ENVIRONMENT',
  42: 'PSO: VERIFY CERTIFICATE',
  44: 'RESET RETRY COUNTER',
  68: 'ACTIVATE',
  130: 'EXTERNAL AUTHENTICATE',
  132: 'GET CHALLENGE',
  134: 'GENERAL AUTHENTICATE',
  164: 'SELECT',
  176: 'READ BINARY',
};
const LONGEST_NAME = 'MANAGE SECURITY ENVIRONMENT (secure messaging)'.length;

export function say(line: string): void {
  process.stdout.write(`■ ${line}\n`);
}

/** What was asked, how long command and answer were, how it ended. */
export function showExchange(command: Uint8Array, answer: Uint8Array): void {
  const name = INSTRUCTIONS[command[1] ?? 0] ?? 'command';
  const secured = ((command[0] ?? 0) & 0x0c) === 0x0c ? ' (secure messaging)' : '';
  const status = Buffer.from(answer.subarray(-2)).toString('hex').toUpperCase();
  process.stdout.write(
    `    → ${`${name}${secured}`.padEnd(LONGEST_NAME)} ${String(command.length).padStart(3)} bytes   ← ${status} + ${answer.length - 2}\n`,
  );
}

export function showPaper({ paperMachine }: SimulatedDevices): void {
  for (const slip of paperMachine.slips) {
    process.stdout.write(`\n${paperText(slip, process.stdout.isTTY ? 'ansi' : 'plain')}\n\n`);
  }
}
