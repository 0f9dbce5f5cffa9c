import type { DisplayPort } from '../../state-machines/ports/display.ts';
import type { OpenByteLink } from '../kit/byte-link.ts';
import type { Clock } from '../kit/clock.ts';
import { Line } from './line.ts';
import type { DisplayModel } from './models/model.ts';
import { DisplayStation } from './station.ts';

/** Where a display is: its model, and its address on the line, which only LED displays have. */
export interface DisplayPlace {
  readonly model: DisplayModel;
  readonly address?: number;
}

export interface DisplayLine {
  /** One a place, in the same order. */
  readonly displays: readonly DisplayPort[];
  /** Leaves on the glass what stands there, and lets go of the line. */
  close(): Promise<void>;
}

export interface QueueDisplay extends DisplayPort {
  /** Leaves on the glass what stands there, and lets go of the line. */
  close(): Promise<void>;
}

class DisplayPlaceError extends Error {
  readonly code = 'display-place-invalid';
  constructor(reason: string) {
    super(`cannot use these displays: ${reason}`);
    this.name = 'DisplayPlaceError';
  }
}

/** RS-485 drives 32 receivers (TIA-485-A). */
const STATIONS_MAXIMUM = 32;

/**
 * Driver: owns a serial line and the displays on it for as long as the program runs, and
 * reconnects by itself. Throws `DisplayPlaceError` for places that cannot share a line.
 */
export function createDisplayLine(
  open: OpenByteLink,
  clock: Clock,
  places: readonly DisplayPlace[],
): DisplayLine {
  checkPlaces(places);
  const line = new Line(open, clock);
  const stations = places.map(
    ({ model, address }) => new DisplayStation(line, model, address ?? 0, clock),
  );
  line.start(stations);
  return {
    displays: stations,
    close: () => {
      line.close();
      return Promise.resolve();
    },
  };
}

/** A display that has its line for itself. */
export function createQueueDisplay(
  open: OpenByteLink,
  clock: Clock,
  place: DisplayPlace,
): QueueDisplay {
  checkPlaces([place]);
  const line = new Line(open, clock);
  const station = new DisplayStation(line, place.model, place.address ?? 0, clock);
  line.start([station]);
  return {
    show: (content) => station.show(content),
    status: () => station.status(),
    watch: (listener) => station.watch(listener),
    close: () => {
      line.close();
      return Promise.resolve();
    },
  };
}

function checkPlaces(places: readonly DisplayPlace[]): void {
  const [first, ...others] = places;
  if (first === undefined) throw new DisplayPlaceError('there are none');
  if (places.length > STATIONS_MAXIMUM) {
    throw new DisplayPlaceError(`a line carries ${STATIONS_MAXIMUM}`);
  }
  for (const place of places) checkAddress(place);
  if (others.length === 0) return;
  if (places.some(({ model }) => model.kind === 'characters')) {
    throw new DisplayPlaceError('a character display needs a line of its own');
  }
  if (others.some(({ model }) => !hasSameSettings(model, first.model))) {
    throw new DisplayPlaceError('their serial settings differ');
  }
  if (new Set(places.map(({ address }) => address)).size < places.length) {
    throw new DisplayPlaceError('two have the same address');
  }
}

function checkAddress({ model, address }: DisplayPlace): void {
  if (model.kind === 'characters') {
    if (address !== undefined) throw new DisplayPlaceError(`${model.name} has no address`);
    return;
  }
  const { from, to } = model.addresses;
  const valid = Number.isInteger(address) && Number(address) >= from && Number(address) <= to;
  if (!valid) throw new DisplayPlaceError(`${model.name} needs an address from ${from} to ${to}`);
}

function hasSameSettings({ serial }: DisplayModel, other: DisplayModel): boolean {
  return (
    serial.baudRate === other.serial.baudRate &&
    serial.dataBits === other.serial.dataBits &&
    serial.parity === other.serial.parity &&
    serial.stopBits === other.serial.stopBits
  );
}
