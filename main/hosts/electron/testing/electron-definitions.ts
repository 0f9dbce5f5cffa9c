import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ts from 'typescript';

/**
 * What Electron's own type definitions say there is: members, events and options. The fake asks
 * here before it offers or accepts anything, so that it cannot invent an API.
 */
export interface ElectronDefinitions {
  /** Names of the members of a class or interface, inherited ones included. */
  members(name: string): ReadonlySet<string>;
  /** Names of the events that `on` of a class or interface takes, inherited ones included. */
  events(name: string): ReadonlySet<string>;
}

interface Definition {
  readonly members: Set<string>;
  readonly events: Set<string>;
  readonly parents: Set<string>;
}

let parsed: ElectronDefinitions | undefined;

/** Parses `electron.d.ts` once. Throws where it knows no class or interface of a name. */
export function electronDefinitions(): ElectronDefinitions {
  parsed ??= parse();
  return parsed;
}

function parse(): ElectronDefinitions {
  const path = createRequire(import.meta.url).resolve('electron/electron.d.ts');
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const definitions = new Map<string, Definition>();
  source.forEachChild(function visit(node) {
    if (ts.isModuleDeclaration(node) || ts.isModuleBlock(node)) node.forEachChild(visit);
    if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) add(definitions, node);
  });
  const collect = (name: string, pick: (definition: Definition) => Set<string>): Set<string> => {
    const definition = definitions.get(name);
    if (definition === undefined) throw new Error(`electron.d.ts defines no ${name}`);
    const inherited = [...definition.parents]
      .filter((parent) => parent !== name && definitions.has(parent))
      .flatMap((parent) => [...collect(parent, pick)]);
    return new Set([...pick(definition), ...inherited]);
  };
  return {
    members: (name) => collect(name, ({ members }) => members),
    events: (name) => collect(name, ({ events }) => events),
  };
}

function add(
  definitions: Map<string, Definition>,
  node: ts.ClassDeclaration | ts.InterfaceDeclaration,
): void {
  const name = node.name?.text ?? '';
  const definition = definitions.get(name) ?? {
    members: new Set(),
    events: new Set(),
    parents: new Set(),
  };
  definitions.set(name, definition);
  for (const clause of node.heritageClauses ?? []) {
    for (const { expression } of clause.types) {
      // `Electron.Session` and `Session` are one; the process modules only name it again.
      const parent = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
      if (ts.isIdentifier(parent)) definition.parents.add(parent.text);
    }
  }
  for (const member of node.members) {
    if (member.name === undefined || !ts.isIdentifier(member.name)) continue;
    definition.members.add(member.name.text);
    const event = member.name.text === 'on' ? eventOf(member) : undefined;
    if (event !== undefined) definition.events.add(event);
  }
}

function eventOf(member: ts.ClassElement | ts.TypeElement): string | undefined {
  if (!ts.isMethodDeclaration(member) && !ts.isMethodSignature(member)) return undefined;
  const type = member.parameters[0]?.type;
  return type !== undefined && ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)
    ? type.literal.text
    : undefined;
}
