import type { Language } from '../preferences.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** German is the original: every other language has exactly its texts. */
export type Text = typeof de;

export const TEXTS: Readonly<Record<Language, Text>> = { de, en };
