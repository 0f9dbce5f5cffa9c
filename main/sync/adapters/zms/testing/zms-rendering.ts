/** How installations of ZMS differ in what they write: zms-api.md, 1.2. */
export interface ZmsRendering {
  /** `{"0": …}` in place of `[…]`. */
  listsAsObjects: boolean;
  numbersAsStrings: boolean;
  /** As with `X-JsonCompressLevel`: what has its schema's default is left out. */
  omitsDefaults: boolean;
  /** Exceptions have the namespaces of before 2026-06. */
  isOld: boolean;
  /** A `profiler` beside the answer. */
  debugs: boolean;
}

export const AS_DOCUMENTED: ZmsRendering = {
  listsAsObjects: false,
  numbersAsStrings: false,
  omitsDefaults: false,
  isOld: false,
  debugs: false,
};

const DEFAULTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...(['callCount', 'callTime', 'lastCallTime', 'waitingTime', 'slotCount'] as const).map(
    (name) => [name, 0] as const,
  ),
  ...(['displayNumber', 'destination', 'destinationHint', 'amendment', 'hint'] as const).map(
    (name) => [name, ''] as const,
  ),
  ['priority', null],
  ['withAppointment', false],
  ['deactivated', false],
  ['maxNumberContingent', 0],
]);

export function render(value: unknown, how: ZmsRendering): unknown {
  if (Array.isArray(value)) {
    const items = value.map((each) => render(each, how));
    return how.listsAsObjects ? { ...items } : items;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(
      ([name, field]) => !how.omitsDefaults || !DEFAULTS.has(name) || DEFAULTS.get(name) !== field,
    );
    return Object.fromEntries(fields.map(([name, field]) => [name, render(field, how)]));
  }
  if (how.numbersAsStrings && typeof value === 'number') return String(value);
  if (how.numbersAsStrings && typeof value === 'boolean') return value ? '1' : '0';
  return value;
}
