import type { PrinterModel } from './model.ts';

/** 80 mm printer of unknown make: real-time status, but no process ID and no reports by itself. */
export const basic80mm: PrinterModel = {
  name: 'basic-80mm',
  paperWidthMm: 80,
  columns: 48,
  printWidthDots: 576,
  capabilities: { processId: false, automaticStatus: false, cutter: true, presenter: false },
  throughputBytesPerSecond: 11_520,
};
