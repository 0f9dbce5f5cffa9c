import { type AnyNode, evaluate, parse, type ValueNode } from '@humanwhocodes/momoa';

/** A setting's place in the file: names of settings, and numbers in lists. */
export type SettingPath = readonly PropertyKey[];

/** What is wrong, and in which line where one is known. */
export interface SiteFault {
  readonly line: number | null;
  readonly sentence: string;
}

/** The text of a site file: JSON in which lines may be explained by comments. */
export interface SiteText {
  readonly value: unknown;
  /** The line of a setting, or of the closest one around it that is there. */
  lineOf(path: SettingPath): number | null;
}

export function readSiteText(text: string): SiteText | readonly SiteFault[] {
  // Editors of some systems put a byte order mark before the text.
  const document = parseDocument(text.replace(/^\uFEFF/, ''));
  if ('sentence' in document) return [document];
  const { body } = document;
  const faults = repeatedNames(body, []);
  if (faults.length > 0) return faults;
  return { value: evaluate(body), lineOf: (path) => lineOf(body, path) };
}

function parseDocument(text: string): { readonly body: ValueNode } | SiteFault {
  if (text.trim() === '') return { line: null, sentence: `The file is empty. ${START_OVER}` };
  try {
    return parse(text, { mode: 'jsonc', allowTrailingCommas: true });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!('line' in error && 'column' in error)) throw error;
    const sentence = `From column ${error.column} on this is not JSON. Look for a missing comma, quotation mark or bracket here or in the line before.`;
    return { line: Number(error.line), sentence };
  }
}

const START_OVER = 'Begin with what "npm run -s kiosk -- site example" prints.';

/** The last of two would count, and nobody would see why the first has no effect. */
function repeatedNames(node: AnyNode, path: SettingPath): SiteFault[] {
  if (node.type === 'Array') {
    return node.elements.flatMap(({ value }, index) => repeatedNames(value, [...path, index]));
  }
  if (node.type !== 'Object') return [];
  const seen = new Set<string>();
  return node.members.flatMap((member) => {
    const name = nameOf(member.name);
    const here = [...path, name];
    const repeated = seen.has(name)
      ? [
          {
            line: member.loc.start.line,
            sentence: `${spell(here)} is set a second time. Leave one of the two.`,
          },
        ]
      : [];
    seen.add(name);
    return [...repeated, ...repeatedNames(member.value, here)];
  });
}

function lineOf(body: ValueNode, path: SettingPath): number | null {
  let node = body;
  let line = body.loc.start.line;
  for (const step of path) {
    const next = childOf(node, step);
    if (!next) break;
    ({ node, line } = next);
  }
  return line;
}

function childOf(node: ValueNode, step: PropertyKey): { node: ValueNode; line: number } | null {
  if (node.type === 'Object') {
    const member = node.members.find(({ name }) => nameOf(name) === step);
    return member ? { node: member.value, line: member.loc.start.line } : null;
  }
  if (node.type !== 'Array') return null;
  const element = node.elements[Number(step)];
  return element ? { node: element.value, line: element.loc.start.line } : null;
}

function nameOf(name: { type: 'String'; value: string } | { type: 'Identifier'; name: string }) {
  return name.type === 'String' ? name.value : name.name;
}

/** As people write it: `displays[0].transport.path`. Lists count from 0, like the log does. */
export function spell(path: SettingPath): string {
  return path.reduce<string>(
    (before, step) =>
      typeof step === 'number'
        ? `${before}[${step}]`
        : `${before}${before === '' ? '' : '.'}${String(step)}`,
    '',
  );
}
