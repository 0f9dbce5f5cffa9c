import { readFileSync } from 'node:fs';
import { evaluate, parse } from '@humanwhocodes/momoa';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { DEFAULT_CONFIG } from '../../config/default.ts';
import type { SiteConfig } from '../../config/schema.ts';
import { EXAMPLE_FILE } from './example-file.ts';
import { siteSchema } from './site-schema.ts';

const example = evaluate(parse(readFileSync(EXAMPLE_FILE, 'utf8'), { mode: 'jsonc' }));

type Mutable<T> = T extends object ? { -readonly [Name in keyof T]: Mutable<T[Name]> } : T;

describe('the schema of site.json', () => {
  it('is the type that the terminal works with, setting for setting', () => {
    expectTypeOf<Mutable<z.infer<typeof siteSchema>>>().toEqualTypeOf<Mutable<SiteConfig>>();
    expect(Object.keys(siteSchema.shape).sort()).toEqual(Object.keys(DEFAULT_CONFIG).sort());
  });

  it('fills in all but the centre’s name as the default configuration has it', () => {
    const { centreName } = DEFAULT_CONFIG;
    expect(siteSchema.parse({ centreName })).toEqual(DEFAULT_CONFIG);
    expect(siteSchema.safeParse({}).success).toBe(false);
  });

  it('accepts the example, in which every setting there is has its place', () => {
    expect(siteSchema.safeParse(example).error).toBeUndefined();
    const set = new Set(pathsOf(example));
    expect(settingsOf(siteSchema).filter((path) => !set.has(path))).toEqual([]);
  });

  it('says of every setting what may stand there, in words of its own', () => {
    const nothingFits = settingsOf(siteSchema).flatMap((path) => messagesFor(path));
    expect(nothingFits.length).toBeGreaterThan(20);
    expect(nothingFits.filter((message) => /^Invalid|expected/i.test(message))).toEqual([]);
  });
});

/** What is said where, instead of a setting, something stands that fits nowhere. */
function messagesFor(path: string): readonly string[] {
  const broken = structuredClone(example) as Record<string, unknown>;
  const misfit = { none: true };
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const holders = steps.reduce<unknown[]>(
    (inside, step) => {
      const next = inside.map((each) => (each as Record<string, unknown>)[step]);
      return next.flatMap((each) => each ?? []);
    },
    [broken],
  );
  for (const holder of holders) {
    if (last in (holder as object)) (holder as Record<string, unknown>)[last] = [[misfit]];
  }
  const { error } = siteSchema.safeParse(broken);
  return error?.issues.map(({ message }) => message) ?? [`${path} takes anything`];
}

/** Every path of groups and settings; lists are walked into, their numbers left out. */
function settingsOf(schema: z.ZodType, before = ''): readonly string[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries<z.ZodType>(schema.shape).flatMap(([name, setting]) => {
      const path = before === '' ? name : `${before}.${name}`;
      return [path, ...settingsOf(setting, path)];
    });
  }
  if (schema instanceof z.ZodArray) return settingsOf(schema.element as z.ZodType, before);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    return schema.options.flatMap((option) => settingsOf(option as z.ZodType, before));
  }
  const { innerType } = schema.def as { readonly innerType?: z.ZodType };
  return innerType ? settingsOf(innerType, before) : [];
}

function pathsOf(value: unknown, before = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => pathsOf(each, before));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) => {
    const path = before === '' ? name : `${before}.${name}`;
    return [path, ...pathsOf(inside, path)];
  });
}
