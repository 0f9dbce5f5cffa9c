import { config } from 'zod';

/**
 * Imported before the contract: its schemas would otherwise try to compile themselves, which the
 * page's policy forbids and reports.
 */
config({ jitless: true });
