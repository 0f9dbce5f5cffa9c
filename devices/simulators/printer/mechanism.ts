import type { PrinterProfile } from './profiles.ts';

/** Near end: what a sensor at the roll sees, some metres before the paper is used up. */
const NEAR_END_MM = 3_000;

/**
 * Paper, cover, blade and head of the simulated printer, and the status bits that tell of them
 * (device-protocols A3, A4). Lengths are millimetres.
 */
export class Mechanism {
  readonly #profile: PrinterProfile;
  paperLeftMm: number;
  coverOpen = false;
  cutterJammed = false;
  headHot = false;
  unrecoverable = false;
  /** Taken offline by hand, for instance at its panel. */
  switchedOffline = false;
  /** The paper bits keep their value while the cover is open. */
  #paperEndSeen: boolean;

  constructor(profile: PrinterProfile, paperLeftMm: number) {
    this.#profile = profile;
    this.paperLeftMm = paperLeftMm;
    this.#paperEndSeen = paperLeftMm <= 0;
  }

  /** Reads the paper sensor; to be called after every change of paper or cover. */
  sense(): void {
    if (!this.coverOpen) this.#paperEndSeen = this.paperLeftMm <= 0;
  }

  get paperEnd(): boolean {
    return this.#paperEndSeen;
  }

  get paperNearEnd(): boolean {
    return this.#profile.nearEndSensor && this.paperLeftMm <= NEAR_END_MM;
  }

  get hasError(): boolean {
    return this.cutterJammed || this.headHot || this.unrecoverable;
  }

  /** Offline printers take nothing from their receive buffer. */
  get isOffline(): boolean {
    return this.coverOpen || this.paperEnd || this.hasError || this.switchedOffline;
  }

  /** The answer to DLE EOT n; drawer pin 3 is high because no drawer is connected. */
  realTimeStatus(n: 1 | 2 | 3 | 4): number {
    switch (n) {
      case 1:
        return 0x16 | bit(0x08, this.isOffline);
      case 2:
        return (
          0x12 | bit(0x04, this.coverOpen) | bit(0x20, this.paperEnd) | bit(0x40, this.hasError)
        );
      case 3:
        return (
          0x12 |
          bit(0x08, this.cutterJammed) |
          bit(0x20, this.unrecoverable) |
          bit(0x40, this.headHot)
        );
      case 4:
        return 0x12 | bit(0x0c, this.paperNearEnd) | bit(0x60, this.paperEnd);
    }
  }

  /** The four bytes of automatic status. */
  automaticStatus(): Uint8Array {
    return Uint8Array.of(
      0x14 | bit(0x08, this.isOffline) | bit(0x20, this.coverOpen),
      bit(0x08, this.cutterJammed) | bit(0x20, this.unrecoverable) | bit(0x40, this.headHot),
      bit(0x03, this.paperNearEnd) | bit(0x0c, this.paperEnd),
      0,
    );
  }

  /** The answer to GS r 1. */
  paperSensorStatus(): number {
    return bit(0x03, this.paperNearEnd) | bit(0x0c, this.paperEnd);
  }
}

function bit(mask: number, on: boolean): number {
  return on ? mask : 0;
}
