/** The services a centre can offer, in the order in which the menu shows them. */
export const SERVICES = [
  'activate-eid',
  'reset-pin',
  'change-pin',
  'unblock-pin',
  'check-card',
] as const;

export type ServiceName = (typeof SERVICES)[number];
