import { basic58mm } from './basic-58mm.ts';
import { basic80mm } from './basic-80mm.ts';
import { generic58mm } from './generic-58mm.ts';
import { generic80mm } from './generic-80mm.ts';
import type { PrinterModel } from './model.ts';

/** Every model a site may name in its configuration. */
export const printerModels = {
  'generic-80mm': generic80mm,
  'generic-58mm': generic58mm,
  'basic-80mm': basic80mm,
  'basic-58mm': basic58mm,
} as const satisfies Record<string, PrinterModel>;

export type PrinterModelName = keyof typeof printerModels;
