import type { PrinterModel } from './model.ts';

/** 80 mm ESC/POS printer with full back channel: the TM line from T20 and T88IV on. */
export const generic80mm: PrinterModel = {
  name: 'generic-80mm',
  paperWidthMm: 80,
  columns: 48,
  printWidthDots: 576,
  capabilities: { processId: true, automaticStatus: true, cutter: true, presenter: false },
  throughputBytesPerSecond: 11_520,
};
