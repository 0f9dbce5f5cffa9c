import { describe, expect, it } from 'vitest';
import { DEFAULT_OFFERED_SERVICES } from './default-rights.ts';
import { offeredServices } from './offered-services.ts';

describe('offered services', () => {
  it('are by default as the schema demands', () => {
    expect(offeredServices.parse(DEFAULT_OFFERED_SERVICES)).toEqual(DEFAULT_OFFERED_SERVICES);
  });

  it.each<[string, unknown]>([
    ['no service at all', {}],
    ['one service', { 'reset-pin': { rights: ['pin-management'], minimumAge: null } }],
  ])('may be %s', (_, services) => {
    expect(offeredServices.safeParse(services).success).toBe(true);
  });

  it.each<[string, unknown]>([
    ['without a right', { 'reset-pin': { rights: [], minimumAge: null } }],
    ['without the right to set a PIN', { 'reset-pin': { rights: ['read-dg1'], minimumAge: null } }],
    [
      'with a right twice',
      { 'reset-pin': { rights: ['pin-management', 'pin-management'], minimumAge: null } },
    ],
    [
      'with an unknown right',
      { 'reset-pin': { rights: ['pin-management', 'x'], minimumAge: null } },
    ],
    [
      'with an age that it may not verify',
      { 'activate-eid': { rights: ['pin-management'], minimumAge: 16 } },
    ],
    ['of an unknown name', { 'change-pin': { rights: ['pin-management'], minimumAge: null } }],
    ['with more than the schema knows', { 'reset-pin': { rights: ['pin-management'] }, extra: 1 }],
  ])('may not be %s', (_, services) => {
    expect(offeredServices.safeParse(services).success).toBe(false);
  });
});
