import { id, source, subject } from './envelope-schema.ts';
import type * as z from 'zod';

/** What can be told of a message that cannot be used. */
export interface ReadableParts {
  /** GSS code of a known force. */
  readonly force: string | null;
  readonly notificationId: string | null;
  readonly reference: string | null;
}

const SOURCES = /urn:police:(E23[0-9]{6})(?![0-9A-Za-z])/g;

/** The one known force whose source stands in a text that cannot be read; null when there is none, or several. */
export const readForce = (body: string, forces: ReadonlySet<string>): string | null => {
  const found = new Set(Array.from(body.matchAll(SOURCES), ([, code]) => code));
  const known = [...found].filter((code) => code !== undefined && forces.has(code));
  const [force] = known;
  return known.length === 1 && force !== undefined ? force : null;
};

/** The parts of a body that is no event: at most the force. */
export const readForceOnly = (body: string, forces: ReadonlySet<string>): ReadableParts => ({
  force: readForce(body, forces),
  notificationId: null,
  reference: null,
});

/** What the attributes say that are well formed; a doubled attribute says nothing. */
export const readParts = (
  event: Readonly<Record<string, unknown>>,
  forces: ReadonlySet<string>,
  doubled: ReadonlySet<string>,
): ReadableParts => {
  const read = (name: string, schema: z.ZodType<string>): string | null => {
    if (!Object.hasOwn(event, name) || doubled.has(`/${name}`)) return null;
    return schema.safeParse(event[name]).data ?? null;
  };
  const force = read('source', source);
  return {
    force: force !== null && forces.has(force) ? force : null,
    notificationId: read('id', id),
    reference: read('subject', subject),
  };
};
