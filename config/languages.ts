/** Languages of screens and receipts, the default first; one file each in `text/`. */
export const LANGUAGES = ['de', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];
