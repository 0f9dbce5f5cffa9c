import { closestMatch } from 'leven';
import { z } from 'zod';
import { listed } from './expect.ts';
import { type SettingPath, type SiteFault, type SiteText, spell } from './site-text.ts';

const SHOWN_CHARACTERS_MAX = 60;
/** More letters wrong than this, or than half of them, and the guess would only confuse. */
const LETTERS_WRONG_MAX = 4;

/** One sentence a fault, with nothing in it but names of settings and what the file itself holds. */
export function explain(
  { issues }: z.ZodError,
  schema: z.ZodType,
  text: SiteText,
): readonly SiteFault[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [mustBe(issue, text)];
    const known = knownNames(schema, issue.path, text.value);
    return issue.keys.map((name) => unknown([...issue.path, name], name, known, text));
  });
}

function mustBe({ path, message }: z.core.$ZodIssue, text: SiteText): SiteFault {
  const value = valueAt(text.value, path);
  const name = path.length === 0 ? 'The whole file' : spell(path);
  const present = value === undefined ? `${name} is missing.` : `${name} is ${shown(value)}.`;
  return { line: text.lineOf(path), sentence: `${present} It must be ${message}.` };
}

function unknown(
  path: SettingPath,
  name: string,
  known: readonly string[],
  text: SiteText,
): SiteFault {
  const maxDistance = Math.min(LETTERS_WRONG_MAX, Math.floor(name.length / 2));
  const near = closestMatch(name, known, { maxDistance });
  const advice =
    near === undefined
      ? `Take it out, or use one of ${listed(known)}.`
      : `Did you mean ${JSON.stringify(near)}? Rename it, or take it out.`;
  return { line: text.lineOf(path), sentence: `${spell(path)} is no setting. ${advice}` };
}

/** The names that may stand in the group at this path. */
function knownNames(schema: z.ZodType, path: SettingPath, value: unknown): readonly string[] {
  const inner = withinWrappers(schema);
  if (inner instanceof z.ZodArray) {
    const [index = 0, ...rest] = path;
    return knownNames(inner.element as z.ZodType, rest, valueAt(value, [index]));
  }
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const option = inner.options.find((each) => isChosen(each as z.ZodType, value));
    return option ? knownNames(option as z.ZodType, path, value) : [];
  }
  if (!(inner instanceof z.ZodObject)) return [];
  const [name, ...rest] = path;
  if (name === undefined) return Object.keys(inner.shape);
  const next: z.ZodType | undefined = inner.shape[String(name)];
  return next ? knownNames(next, rest, valueAt(value, [name])) : [];
}

/** An option is chosen by its literal, which may be called `kind` or otherwise. */
function isChosen(option: z.ZodType, value: unknown): boolean {
  if (!(option instanceof z.ZodObject)) return false;
  return Object.entries<z.ZodType>(option.shape).some(
    ([name, setting]) =>
      setting instanceof z.ZodLiteral && setting.safeParse(valueAt(value, [name])).success,
  );
}

function withinWrappers(schema: z.ZodType): z.ZodType {
  const { innerType } = schema.def as { readonly innerType?: z.ZodType };
  return innerType ? withinWrappers(innerType) : schema;
}

function valueAt(value: unknown, path: SettingPath): unknown {
  return path.reduce<unknown>((inside, step) => {
    if (typeof inside !== 'object' || inside === null) return undefined;
    return Object.hasOwn(inside, step) ? (inside as Record<PropertyKey, unknown>)[step] : undefined;
  }, value);
}

function shown(value: unknown): string {
  const whole = JSON.stringify(value);
  return whole.length <= SHOWN_CHARACTERS_MAX ? whole : `${whole.slice(0, SHOWN_CHARACTERS_MAX)}…`;
}
