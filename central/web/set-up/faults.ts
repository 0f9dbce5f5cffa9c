import { queueConfiguration } from '../../contract/queue-configuration.ts';
import type { Contradiction } from '../../contract/queue-contradictions.ts';
import type { Text } from '../text/index.ts';
import type { Draft } from './draft.ts';

/** What is wrong with a draft, in words, by the place of the field: `services.1.series.prefix`. Pure. */

export type Faults = ReadonlyMap<string, string>;

export interface Checked {
  readonly faults: Faults;
  /** Where nothing is wrong. */
  readonly configuration: ReturnType<typeof queueConfiguration.parse> | null;
}

export function check(draft: Draft, text: Text): Checked {
  const { success, data, error } = queueConfiguration.safeParse(draft);
  if (success) return { faults: new Map(), configuration: data };
  const faults = new Map<string, string>();
  for (const issue of error.issues) {
    const place = issue.path.join('.');
    const words =
      issue.code === 'custom'
        ? contradictionWords(issue.params as Contradiction, draft, text)
        : fieldWords(issue.code, place, text);
    if (!faults.has(place)) faults.set(place, words);
  }
  return { faults, configuration: null };
}

function contradictionWords(contradiction: Contradiction, draft: Draft, text: Text): string {
  const { contradictions } = text.setUp;
  if (contradiction.kind !== 'numbers-shared') return contradictions[contradiction.kind];
  const { id } = contradiction;
  const name = draft.services.find((each) => each.id === id)?.name;
  return contradictions['numbers-shared'](name || id);
}

/** What a field wants, by the end of its place. */
const FIELDS = {
  prefix: 'prefix',
  opens: 'time',
  closes: 'time',
  day: 'day',
  firstNumber: 'number',
  lastNumber: 'number',
  dailyLimit: 'limit',
  usualMinutes: 'minutes',
  periods: 'periods',
} as const;

function fieldWords(code: string, place: string, { setUp }: Text): string {
  const field = place.split('.').at(-1) ?? '';
  if (field in FIELDS) return setUp.wanted[FIELDS[field as keyof typeof FIELDS]];
  return code === 'too_big' ? setUp.wanted.shorter : setUp.wanted.something;
}
