import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { DatabasePlace } from '../../central/server/database/open-database.ts';
import { DIES_WITH_PARENT, startChildProcess } from '../integration/rig/child-process.ts';
import { waitUntil } from '../integration/rig/wait.ts';
import { sum } from './statistics.ts';

/** A node of the central system in a process of its own, started as IT starts it. */
export interface CentralNode {
  readonly address: string;
  /** How to get in; only with `--demo`. */
  readonly access: Access | undefined;
  /** The last part of what it wrote. */
  output(): string;
  /** Resident memory as the system counts it. */
  residentBytes(): number;
  /** Processor time of all its threads since its start. */
  processorMs(): number;
  stop(): Promise<void>;
}

const CLI = fileURLToPath(new URL('../../central/server/cli.ts', import.meta.url));
const START_DEADLINE_MS = 60_000;
const BYTES_PER_KILOBYTE = 1_024;
/** Linux counts in hundredths of a second, whatever its timer does. */
const MS_PER_TICK = 10;
const ready = z.object({
  address: z.url(),
  staff: z.object({ name: z.string(), password: z.string() }).optional(),
  enrolmentCode: z.string().optional(),
});

export interface Access {
  readonly staff: { readonly name: string; readonly password: string };
  readonly enrolmentCode: string;
}

/** @param options of the command `serve`, besides where the data lies */
export async function startCentralNode(
  { url, folder }: DatabasePlace,
  options: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<CentralNode> {
  const data = folder === undefined ? [] : ['--data', folder];
  let told: z.infer<typeof ready> | undefined;
  const node = await startChildProcess({
    name: 'central node',
    command: [
      ...DIES_WITH_PARENT,
      ...[process.execPath, CLI, 'serve', '--port', '0', ...data, ...options],
    ],
    environment: {
      ...inherited(),
      ...environment,
      ...(url === undefined ? {} : { DATABASE_URL: url }),
    },
    onLine: (line) => {
      told ??= readyLine(line);
    },
  });
  await waitUntil('address of the central node', START_DEADLINE_MS, () => {
    node.assertRunning();
    return told;
  });
  const { address = '', staff, enrolmentCode } = told ?? {};
  return {
    address,
    access: staff && enrolmentCode !== undefined ? { staff, enrolmentCode } : undefined,
    output: node.output,
    residentBytes: () => residentBytesOf(node.pid),
    processorMs: () => processorMsOf(node.pid),
    stop: node.stop,
  };
}

function inherited(): Record<string, string> {
  const { DATABASE_URL: _own, ...rest } = process.env;
  return Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The log has lines of JSON, too, but none with an address. */
function readyLine(line: string): z.infer<typeof ready> | undefined {
  return line.startsWith('{"address":') ? ready.parse(JSON.parse(line)) : undefined;
}

function residentBytesOf(pid: number): number {
  const [, kilobytes] =
    /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error('the central node’s memory is not told');
  return Number(kilobytes) * BYTES_PER_KILOBYTE;
}

/** See proc_pid_stat(5): fields 14 and 15, in ticks; the name in field 2 may hold blanks. */
function processorMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return sum([fields[11], fields[12]].map(Number)) * MS_PER_TICK;
}
