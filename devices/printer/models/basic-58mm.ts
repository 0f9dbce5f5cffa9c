import type { PrinterModel } from './model.ts';

/** 58 mm printer of the POS-58 class: real-time status only, a tear bar, and often 9600 Bd. */
export const basic58mm: PrinterModel = {
  name: 'basic-58mm',
  paperWidthMm: 58,
  columns: 32,
  printWidthDots: 384,
  capabilities: { processId: false, automaticStatus: false, cutter: false, presenter: false },
  throughputBytesPerSecond: 960,
};
