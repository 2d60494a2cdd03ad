import { readCursor, writeCursor } from './cursor.ts';
import { hash } from './hash.ts';
import type { Instant } from './instant.ts';
import { type Result, refuseParameter } from './result.ts';

/** Which list a cursor belongs to: its name and the filters that were asked for. */
export const listDigest = (name: string, filters: Readonly<Record<string, unknown>>): string =>
  hash('list', name, JSON.stringify(filters));

/** Where a page starts, and the `now` of its list's first page. */
export interface PagePlace {
  readonly after: string | null;
  readonly now: Instant;
}

/** Finds the place that a cursor stands for in this list; without a cursor, the beginning. */
export const findPlace = (
  cursor: string | undefined,
  list: string,
  now: Instant,
): Result<PagePlace> => {
  if (cursor === undefined) return { value: { after: null, now } };
  const read = readCursor(cursor, list);
  if (read === null) {
    return refuseParameter(
      'unknown-cursor',
      'cursor',
      'This is no cursor of this list. Repeat the parameters of the first page with the cursor it gave.',
    );
  }
  return { value: { after: read.after, now: read.now ?? now } };
};

/** The cursor of the page that starts after this place; null when there is no more. */
export const nextCursor = (
  after: string | null,
  list: string,
  now: Instant | null = null,
): string | null => (after === null ? null : writeCursor({ after, now }, list));
