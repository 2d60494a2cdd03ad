import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../kernel/instant.ts';
import {
  NOT_FOUND,
  NOT_YOUR_ROLE,
  type Refusal,
  refuseBody,
  type Result,
} from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { DebriefDraftBody, DebriefDraftView } from '../episodes/debrief-api.ts';
import type { DebriefDraft } from '../episodes/debrief.ts';
import type { WorkInput } from './record-work.ts';
import { type CaseworkDependencies, readTaskRecord } from './task-record.ts';

/** Longer than any form, and below the 400 KB limit of an item. */
const LARGEST_DRAFT_BYTES = 200 * 1024;

type DraftDependencies = Pick<CaseworkDependencies, 'episodes'>;

export const viewDraft = ({
  taskId,
  revision,
  savedAt,
  content,
}: DebriefDraft): DebriefDraftView => ({
  taskId,
  revision,
  savedAt,
  content,
});

const refuseStale = (stored: DebriefDraft | null): { readonly refusal: Refusal } => ({
  refusal: { problem: 'stale', ...(stored === null ? {} : { current: viewDraft(stored) }) },
});

const isTooLarge = (content: DebriefDraftBody['content']): boolean =>
  Buffer.byteLength(JSON.stringify(content)) > LARGEST_DRAFT_BYTES;

/**
 * Saves on the revision that the caller has. A draft saved elsewhere since then is not overwritten
 * but returned with the refusal, so that the two can be merged. The same content sent again is
 * saved once.
 */
export const saveDebriefDraft = async (
  { episodes }: DraftDependencies,
  { taskId, body: { revision, content } }: WorkInput<DebriefDraftBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<DebriefDraftView>> => {
  if (!hasPermission(caller, 'workTasks')) return NOT_YOUR_ROLE;
  const record = await readTaskRecord(episodes, taskId, caller);
  if (record === null) return NOT_FOUND;
  if (record.task.state === 'withdrawn') {
    return refuseBody(
      'task-withdrawn',
      '',
      'The task is withdrawn: there is no interview to offer.',
    );
  }
  if (isTooLarge(content)) {
    return refuseBody('invalid-value', '/content', 'A draft can be at most 200 KB.');
  }
  const stored = await episodes.readDraft(taskId, caller.subject);
  if (stored !== null && isDeepStrictEqual(stored.content, content)) {
    return { value: viewDraft(stored) };
  }
  if ((stored?.revision ?? 0) !== revision) return refuseStale(stored);
  const author = caller.subject;
  const draft = { taskId, author, content, revision: revision + 1, savedAt: now };
  if ((await episodes.saveDraft(draft)) === 'written') return { value: viewDraft(draft) };
  return refuseStale(await episodes.readDraft(taskId, author));
};

export const readDebriefDraft = async (
  { episodes }: DraftDependencies,
  taskId: string,
  caller: Caller,
): Promise<Result<DebriefDraftView>> => {
  if (!hasPermission(caller, 'workTasks')) return NOT_YOUR_ROLE;
  if ((await readTaskRecord(episodes, taskId, caller)) === null) return NOT_FOUND;
  const stored = await episodes.readDraft(taskId, caller.subject);
  return stored === null ? NOT_FOUND : { value: viewDraft(stored) };
};
