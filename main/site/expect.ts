import { z } from 'zod';

/**
 * Kinds of settings. Each says what may stand there, as the end of the sentence "It must be …",
 * which zod carries as the message of every issue of that setting.
 */

export function text(most: number) {
  const may = `text of 1 to ${most} characters`;
  return z.string(may).trim().min(1, may).max(most, may);
}

export function textOrEmpty(most: number) {
  const may = `text of at most ${most} characters, or "" for none`;
  return z.string(may).trim().max(most, may);
}

export function oneOf<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z.enum(names, listed(names.map((name) => JSON.stringify(name))));
}

/** Values that cannot be typed into an enum, such as numbers. */
export function oneNumberOf<const Numbers extends readonly [number, ...number[]]>(
  numbers: Numbers,
) {
  return z.literal(numbers, listed(numbers.map(String)));
}

export function wholeNumber(least: number, most: number) {
  const may = `a whole number from ${least} to ${most}`;
  return z.int(may).min(least, may).max(most, may);
}

export function measure(least: number, most: number, unit: string) {
  const may = `a number of ${unit} from ${least} to ${most}`;
  return z.number(may).min(least, may).max(most, may);
}

export function absolutePath(what: string) {
  const may = `the absolute path of ${what}, beginning with "/"`;
  return z.string(may).regex(/^\/./, may);
}

export function absolutePathOrEmpty(what: string) {
  const may = `the absolute path of ${what}, beginning with "/", or "" for none`;
  return z.string(may).regex(/^(\/.+)?$/, may);
}

export function group<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, `a group { … } of ${listed(Object.keys(shape), 'and')}`);
}

/** @param key tells two entries apart; left out: no two may be equal */
export function list<Entry extends z.ZodType>(
  entry: Entry,
  { of, least = 0, most = Number.POSITIVE_INFINITY, key = String }: ListOptions<z.infer<Entry>>,
) {
  const few = least > 0 ? `, at least ${least}` : '';
  const many = most < Number.POSITIVE_INFINITY ? `, at most ${most}` : '';
  const may = `a list [ … ] of ${of}${few}${many}`;
  return z
    .array(entry, may)
    .min(least, may)
    .max(most, may)
    .superRefine((entries, context) => {
      const keys = entries.map(key);
      for (const [index, each] of keys.entries()) {
        if (keys.indexOf(each) === index) continue;
        context.addIssue({
          code: 'custom',
          path: [index],
          message: `another one, for ${JSON.stringify(each)} is in this list already`,
        });
      }
    })
    .readonly();
}

interface ListOptions<Entry> {
  readonly of: string;
  readonly least?: number;
  readonly most?: number;
  readonly key?: (entry: Entry) => string;
}

export function listed(names: readonly string[], word: 'or' | 'and' = 'or'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${word} ${last}`;
}
