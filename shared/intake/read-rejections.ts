import type { Caller } from '../access/caller.ts';
import type { Directory } from '../directory/directory.ts';
import { listCallerForces } from '../directory/caller-scope.ts';
import type { ReferenceStore } from '../episodes/reference-store.ts';
import { identifyList, readPageStart, writeNextCursor } from '../kernel/cursor.ts';
import type { Instant } from '../kernel/instant.ts';
import { NOT_FOUND, NOT_YOUR_AUTHORITY, type Result } from '../kernel/result.ts';
import {
  type ListRejectionsQuery,
  type RejectionDetail,
  type RejectionListView,
  viewRejection,
  viewRejectionItem,
} from './rejection-api.ts';
import type { RejectionStore } from './rejection-store.ts';

interface Dependencies {
  readonly rejections: Pick<RejectionStore, 'get' | 'list'>;
  readonly directory: Directory;
}

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
  const start = readPageStart(cursor, list, now);
  if ('refusal' in start) return start;
  const forces = force === undefined ? visible : [force];
  const page = await rejections.list({ forces, after: start.value.after, limit });
  return {
    value: {
      items: page.items.map(viewRejectionItem),
      cursor: writeNextCursor(page.after, list),
    },
  };
};

export const readRejection = async (
  {
    rejections,
    directory,
    episodes,
  }: Dependencies & { readonly episodes: Pick<ReferenceStore, 'ids'> },
  rejectionId: string,
  caller: Caller,
): Promise<Result<RejectionDetail>> => {
  const rejection = await rejections.get(rejectionId);
  if (rejection === null) return NOT_FOUND;
  const visible =
    caller.authorities === 'all' || listCallerForces(caller, directory).includes(rejection.force);
  return visible ? { value: viewRejection(episodes.ids, rejection) } : NOT_FOUND;
};
