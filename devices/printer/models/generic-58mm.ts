import type { PrinterModel } from './model.ts';

/** 58 mm ESC/POS printer with full back channel. */
export const generic58mm: PrinterModel = {
  name: 'generic-58mm',
  paperWidthMm: 58,
  columns: 32,
  printWidthDots: 384,
  capabilities: { processId: true, automaticStatus: true, cutter: true, presenter: false },
  throughputBytesPerSecond: 11_520,
};
