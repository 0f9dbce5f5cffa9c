/** What kinds of printer the simulator can be. Data only. */
export interface PrinterProfile {
  readonly name: PrinterProfileName;
  /** Says anything at all. */
  readonly answers: boolean;
  /** Knows GS ( H. */
  readonly processId: boolean;
  /** Knows GS a. */
  readonly automaticStatus: boolean;
  /** Knows DLE DC4 function 8. */
  readonly clearCommand: boolean;
  /** Has a sensor for little paper left. */
  readonly nearEndSensor: boolean;
}

export type PrinterProfileName = 'full' | 'clone-no-process-id' | 'silent';

export const printerProfiles: Readonly<Record<PrinterProfileName, PrinterProfile>> = {
  full: {
    name: 'full',
    answers: true,
    processId: true,
    automaticStatus: true,
    clearCommand: true,
    nearEndSensor: true,
  },
  'clone-no-process-id': {
    name: 'clone-no-process-id',
    answers: true,
    processId: false,
    automaticStatus: false,
    clearCommand: false,
    nearEndSensor: false,
  },
  silent: {
    name: 'silent',
    answers: false,
    processId: false,
    automaticStatus: false,
    clearCommand: false,
    nearEndSensor: false,
  },
};

/** Paper and print head, in dots of 1/8 mm (203 dpi). */
export interface PrinterGeometry {
  readonly paperWidthMm: 80 | 58;
  readonly paperWidthDots: number;
  readonly printWidthDots: number;
}

export const printerGeometries: Readonly<Record<80 | 58, PrinterGeometry>> = {
  80: { paperWidthMm: 80, paperWidthDots: 640, printWidthDots: 576 },
  58: { paperWidthMm: 58, paperWidthDots: 464, printWidthDots: 384 },
};

export const DOTS_PER_MM = 8;
