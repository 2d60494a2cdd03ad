import type { Directory } from '../directory/directory.ts';
import { listCallerForces } from '../directory/caller-scope.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RejectionStore } from './rejections.ts';
import { type Result, NOT_YOUR_AUTHORITY } from '../kernel/result.ts';
import { viewRejection } from './view-rejection.ts';
import type { Caller } from '../access/caller.ts';
import type { RejectionListView } from './rejection-api.ts';
import { readPageStart, identifyList, writeNextCursor, pagingFields } from '../kernel/cursor.ts';
import * as z from 'zod';
import { gssCodeSchema } from '../kernel/api-fields.ts';

interface Dependencies {
  readonly rejections: RejectionStore;
  readonly directory: Directory;
}

/** Messages that could not be used, newest first, without what they said. */
export const listRejections = async (
  { rejections, directory }: Dependencies,
  { force, cursor, limit }: ListRejectionsQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<RejectionListView>> => {
  const visible = listCallerForces(caller, directory);
  if (force !== undefined && caller.authorities !== 'all' && !visible.includes(force)) {
    return NOT_YOUR_AUTHORITY;
  }
  const list = identifyList('rejections', { force });
  const place = readPageStart(cursor, list, now);
  if ('refusal' in place) return place;
  const forces = force === undefined ? visible : [force];
  const page = await rejections.list({ forces, after: place.value.after, limit });
  return {
    value: { items: page.items.map(viewRejection), cursor: writeNextCursor(page.after, list) },
  };
};

/** Which rejected messages to list. */
export const listRejectionsQuerySchema = z.strictObject({
  force: gssCodeSchema
    .optional()
    .meta({ description: 'Without it: all forces, and messages whose force could not be read.' }),
  ...pagingFields,
});

export type ListRejectionsQuery = z.infer<typeof listRejectionsQuerySchema>;
