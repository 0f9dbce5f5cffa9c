/** What a visitor does at the terminal with a card, in the order in which the menu shows it. */
export const CARD_SERVICES = [
  'activate-eid',
  'reset-pin',
  'change-pin',
  'unblock-pin',
  'check-card',
] as const;

/** What leads to a counter. */
export const QUEUE_SERVICES = ['take-ticket', 'check-in'] as const;

/** The services a centre can offer. */
export const SERVICES = [...QUEUE_SERVICES, ...CARD_SERVICES] as const;

export type ServiceName = (typeof SERVICES)[number];
