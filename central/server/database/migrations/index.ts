import { sql as branchesAndStaff } from './001-branches-and-staff.ts';
import { sql as kiosks } from './002-kiosks.ts';
import { sql as fastLane } from './003-fast-lane.ts';
import { sql as terminalAuthority } from './004-terminal-authority.ts';
import { sql as queue } from './005-queue.ts';
import { sql as queueLive } from './006-queue-live.ts';
import { sql as report } from './007-report.ts';
import { sql as queueLean } from './008-queue-lean.ts';
import { sql as continued } from './009-continued.ts';

/** In order; the table `schema_migrations` holds the numbers of those already applied. */
export const MIGRATIONS: readonly string[] = [
  branchesAndStaff,
  kiosks,
  fastLane,
  terminalAuthority,
  queue,
  queueLive,
  report,
  queueLean,
  continued,
];
