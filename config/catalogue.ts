import type { Language } from './languages.ts';
import type { ServiceName } from './services.ts';

/** What people come to a branch for, in their own words; each topic is served by one queue. */
export interface Catalogue {
  /** No more than fit a screen: six. */
  readonly groups: readonly TopicGroup[];
  /** Those of a group are shown in this order. */
  readonly topics: readonly Topic[];
}

export interface TopicGroup {
  /** Lower-case letters, digits and hyphens, as every id here. */
  readonly id: string;
  readonly title: InLanguages<string>;
}

export interface Topic {
  readonly id: string;
  /** The group's id. */
  readonly group: string;
  /** The service of the branch's queue that gives the tickets. */
  readonly serviceId: string;
  readonly title: InLanguages<string>;
  /** Everyday words and phrases that mean it; those of the title need not be repeated. */
  readonly words: InLanguages<readonly string[]>;
  /** What this terminal can do at once instead of a counter. */
  readonly here?: readonly ServiceName[];
}

type InLanguages<Value> = Readonly<Record<Language, Value>>;
