import * as z from 'zod';
import { hash } from './hash.ts';
import { type Instant, instantSchema } from './instant.ts';
import { type Result, refuseParameter } from './result.ts';

export interface Cursor {
  readonly after: string;
  /** The `now` of the first page, for lists whose order depends on it. */
  readonly now: Instant | null;
}

const cursorSchema = z.strictObject({
  after: z.string(),
  now: instantSchema.transform((instant) => instant).nullable(),
  seal: z.string(),
});

/** Binds a cursor to its list, so that an edited cursor, or one of another list, is refused. */
const computeSeal = ({ after, now }: Cursor, list: string): string =>
  hash('cursor', list, after, now ?? '');

/** Base64url of JSON. `list` names the list with its filters. */
export const writeCursor = (cursor: Cursor, list: string): string =>
  Buffer.from(JSON.stringify({ ...cursor, seal: computeSeal(cursor, list) })).toString('base64url');

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

/** Null when the cursor was not written for this list. */
export const readCursor = (text: string, list: string): Cursor | null => {
  const decoded = parseJson(Buffer.from(text, 'base64url').toString('utf8'));
  const parsed = cursorSchema.safeParse(decoded);
  if (!parsed.success) return null;
  const { seal, ...cursor } = parsed.data;
  return seal === computeSeal(cursor, list) ? cursor : null;
};

export const identifyList = (name: string, filters: Readonly<Record<string, unknown>>): string =>
  hash('list', name, JSON.stringify(filters));

export interface PageStart {
  readonly after: string | null;
  readonly now: Instant;
}

export const readPageStart = (
  cursor: string | undefined,
  list: string,
  now: Instant,
  parameter = 'cursor',
): Result<PageStart> => {
  if (cursor === undefined) return { value: { after: null, now } };
  const read = readCursor(cursor, list);
  if (read === null) {
    return refuseParameter(
      'unknown-cursor',
      parameter,
      'Enter the cursor that this list gave you, with the same parameters as for the first page.',
    );
  }
  return { value: { after: read.after, now: read.now ?? now } };
};

export const writeNextCursor = (
  after: string | null,
  list: string,
  now: Instant | null = null,
): string | null => (after === null ? null : writeCursor({ after, now }, list));

export const nextCursorSchema = z
  .string()
  .nullable()
  .meta({ description: 'Send it as `cursor` to read the next page; null on the last page.' });

export const buildListSchema = <Item extends z.ZodType>(id: string, item: Item) =>
  z.object({ items: z.array(item), cursor: nextCursorSchema }).meta({ id });

export const pagingFields = {
  cursor: z
    .string()
    .max(4096)
    .optional()
    .meta({ description: 'The cursor that the previous page gave.' }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};
