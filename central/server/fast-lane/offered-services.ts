import { z } from 'zod';
import { type FastLaneService, fastLaneService } from '../../contract/fast-lane.ts';
import { openRequestAnswer, right } from '../../contract/kiosk.ts';

/** What the configuration says of each service: the rights it needs and the youngest holder. */

const offeredService = z.strictObject({
  /** No more than the service needs; setting a PIN always needs `pin-management`. */
  rights: z
    .array(right)
    .min(1)
    .refine((rights) => rights.includes('pin-management'), 'pin-management is missing')
    .refine((rights) => new Set(rights).size === rights.length, 'a right stands there twice'),
  minimumAge: openRequestAnswer.shape.minimumAge,
});

/** A service that is not named is not offered. */
export const offeredServices = z
  .partialRecord(fastLaneService, offeredService)
  .refine(
    (services) =>
      Object.values(services).every(
        ({ rights, minimumAge }) => minimumAge === null || rights.includes('age-verification'),
      ),
    'a minimum age needs the right age-verification',
  );

export type OfferedService = Readonly<z.infer<typeof offeredService>>;
export type OfferedServices = Readonly<Partial<Record<FastLaneService, OfferedService>>>;
