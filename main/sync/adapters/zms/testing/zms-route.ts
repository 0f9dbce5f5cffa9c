import { z } from 'zod';
import { ZmsException } from './zms-exceptions.ts';
import type { ZmsState, ZmsUser } from './zms-state.ts';

/** One request to the fake, and what may be asked of it. */
export interface ZmsCall {
  readonly state: ZmsState;
  /** Of the path, in their order. */
  readonly args: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly session: ZmsUser | null;
}

export interface ZmsRoute {
  /** Method and path, as routing.php has them, e.g. `GET /scope/{id}/queue/`. */
  readonly name: string;
  /** `none`: anybody on the city's network; else a session, or one with that permission. */
  readonly right: 'none' | 'session' | 'appointment' | 'availability';
  readonly answer: z.ZodType;
  handle(call: ZmsCall): unknown;
}

const ARGUMENTS: Readonly<Record<string, string>> = {
  id: '(\\d+)',
  number: '(\\d+)',
  hash: '([a-z0-9]{20,40})',
};

export function patternOf({ name }: ZmsRoute): RegExp {
  const path = name.slice(name.indexOf(' ') + 1);
  return new RegExp(
    `^${path.replace(/\{(\w+)\}/g, (_, of: string) => ARGUMENTS[of] ?? '([^/]+)')}$`,
  );
}

/** PHP's way to write a list into a query: `statusList[0]=called`, `statusList[]=called`. */
export function listOf(query: URLSearchParams, name: string): string[] {
  return [...query].filter(([key]) => key.replace(/\[\d*\]$/, '') === name).map(([, each]) => each);
}

/** Throws the exception of ZMS for a body that its schema does not know. */
export function readBody<Body>(schema: z.ZodType<Body>, { body }: ZmsCall): Body {
  const read = schema.safeParse(body);
  if (!read.success) throw new ZmsException('SchemaValidation');
  return read.data;
}

/** What comes in may be a number or its digits. */
export const anyNumber = z.coerce.number();
