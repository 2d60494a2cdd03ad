import type * as z from 'zod';
import { id, source, subject } from './event-schemas.ts';
import type { JsonBody } from './read-json.ts';
import { isObject } from '../kernel/hash.ts';

export interface Sender {
  readonly force: string | null;
  readonly notificationId: string | null;
  readonly reference: string | null;
}

const SOURCES = /urn:police:(E23[0-9]{6})(?![0-9A-Za-z])/g;

/**
 * The only known force whose source appears in a text that cannot be read. Null when there are none
 * or several.
 */
export const findForce = (body: string, forces: ReadonlySet<string>): string | null => {
  const found = new Set(Array.from(body.matchAll(SOURCES), ([, code]) => code));
  const known = [...found].filter((code) => code !== undefined && forces.has(code));
  const [force] = known;
  return known.length === 1 && force !== undefined ? force : null;
};

/** Attributes that are not valid, or appear twice, are left out. */
export const readSender = (body: string, json: JsonBody, forces: ReadonlySet<string>): Sender => {
  if (json.outcome === 'unreadable' || !isObject(json.value))
    return { force: findForce(body, forces), notificationId: null, reference: null };
  const { value: event, doubled } = json;
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
