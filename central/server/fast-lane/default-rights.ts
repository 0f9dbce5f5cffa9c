import type { OfferedServices } from './offered-services.ts';

/** What each service asks the card for, unless the configuration says otherwise. */
export const DEFAULT_OFFERED_SERVICES: OfferedServices = {
  // § 10 (1) PAuswG: the function may be switched on for holders of 16 years and more.
  'activate-eid': {
    rights: ['pin-management', 'can-allowed', 'age-verification', 'read-dg1'],
    minimumAge: 16,
  },
  'reset-pin': { rights: ['pin-management', 'can-allowed', 'read-dg1'], minimumAge: null },
};
