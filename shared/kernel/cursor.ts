import * as z from 'zod';
import { hash } from './hash.ts';
import { type Instant, instantSchema } from './instant.ts';

/** Where a list goes on. */
export interface Cursor {
  /** The store's own word for the place. */
  readonly after: string;
  /** The `now` of the first page, for lists whose order depends on it. */
  readonly now: Instant | null;
}

const cursorSchema = z.strictObject({
  after: z.string(),
  now: instantSchema.transform((instant) => instant as Instant).nullable(),
  seal: z.string(),
});

/** Ties a cursor to its list, so that one that was cut, edited or taken from another list is told. */
const sealOf = ({ after, now }: Cursor, list: string): string =>
  hash('cursor', list, after, now ?? '');

/** Opaque to the caller: base64url of JSON. `list` names the list with its filters. */
export const writeCursor = (cursor: Cursor, list: string): string =>
  Buffer.from(JSON.stringify({ ...cursor, seal: sealOf(cursor, list) })).toString('base64url');

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

/** The cursor that was written for this list; null when it is not one of its own. */
export const readCursor = (text: string, list: string): Cursor | null => {
  const decoded = parseJson(Buffer.from(text, 'base64url').toString('utf8'));
  const parsed = cursorSchema.safeParse(decoded);
  if (!parsed.success) return null;
  const { seal, ...cursor } = parsed.data;
  return seal === sealOf(cursor, list) ? cursor : null;
};
