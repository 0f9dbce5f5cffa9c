import { describe, expect, it } from 'vitest';
import type { PrinterStatus } from '../../state-machines/ports/printer.ts';
import { fromHex } from '../kit/bytes.ts';
import { equalStatus, flagsOfAutomaticStatus, flagsOfRealTime, foldStatus } from './status.ts';

const ready: PrinterStatus = { kind: 'ready', paperLow: false };
const low: PrinterStatus = { kind: 'ready', paperLow: true };
const fault = (name: Extract<PrinterStatus, { kind: 'fault' }>['fault']): PrinterStatus => ({
  kind: 'fault',
  fault: name,
});

describe('foldStatus over DLE EOT 1 to 4 (Epson, DLE EOT)', () => {
  it.each<[string, string, PrinterStatus]>([
    ['healthy', '12 12 12 12', ready],
    ['healthy, drawer pin high', '16 12 12 12', ready],
    ['paper near its end', '16 12 12 1E', low],
    ['paper used up', '1E 32 12 7E', fault('paper-out')],
    ['paper used up, told by the sensor alone', '1A 12 12 72', fault('paper-out')],
    ['cover open', '1A 16 12 12', fault('cover-open')],
    ['cover open and paper end from before', '1A 36 12 72', fault('cover-open')],
    ['cutter jammed', '1A 52 1A 12', fault('cutter')],
    ['head too hot', '1A 52 52 12', fault('mechanism')],
    ['unrecoverable error', '1A 52 32 12', fault('mechanism')],
    ['mechanical error', '1A 52 16 12', fault('mechanism')],
    ['an error without details', '1A 52 12 12', fault('mechanism')],
    ['offline for an unknown reason', '1A 12 12 12', fault('offline')],
  ])('%s', (_, hex, expected) => {
    const [printer = 0, offlineCause = 0, errorCause = 0, paper = 0] = fromHex(hex);
    const flags = flagsOfRealTime({ printer, offlineCause, errorCause, paper });
    expect(foldStatus(flags)).toEqual(expected);
  });
});

describe('foldStatus over automatic status (Epson, GS a)', () => {
  it.each<[string, string, PrinterStatus]>([
    ['healthy', '14 00 00 00', ready],
    ['paper near its end', '14 00 03 00', low],
    ['paper used up', '1C 00 0F 00', fault('paper-out')],
    ['cover open', '3C 00 00 00', fault('cover-open')],
    ['cutter jammed', '1C 08 00 00', fault('cutter')],
    ['head too hot', '1C 40 00 00', fault('mechanism')],
    ['unrecoverable error', '1C 20 00 00', fault('mechanism')],
    ['offline for an unknown reason', '1C 00 00 00', fault('offline')],
    ['nothing', '', ready],
  ])('%s', (_, hex, expected) => {
    expect(foldStatus(flagsOfAutomaticStatus(fromHex(hex)))).toEqual(expected);
  });
});

describe('equalStatus', () => {
  it('compares what a flow can see', () => {
    expect(equalStatus(undefined, ready)).toBe(false);
    expect(equalStatus(ready, { kind: 'ready', paperLow: false })).toBe(true);
    expect(equalStatus(ready, low)).toBe(false);
    expect(equalStatus(low, fault('cutter'))).toBe(false);
    expect(equalStatus(fault('cutter'), fault('cutter'))).toBe(true);
    expect(equalStatus(fault('cutter'), fault('offline'))).toBe(false);
  });
});
