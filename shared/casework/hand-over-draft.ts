import * as z from 'zod';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { readStaff, readStaffMember } from '../directory/staff-store.ts';
import type { DebriefDraftView } from '../episodes/debrief-api.ts';
import { NOT_FOUND, NOT_YOUR_ROLE, refuseBody, type Result } from '../kernel/result.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import { viewDraft } from './debrief-draft.ts';
import { managesTeam } from './may-correct.ts';
import type { WorkInput } from './record-work.ts';
import { type CaseworkDependencies, readTaskRecord, type TaskRecord } from './task-record.ts';

export const draftHandOverBodySchema = z
  .strictObject({
    to: z.string().max(256).meta({ description: 'A colleague or manager of the authority.' }),
    author: z.string().max(256).optional().meta({
      description:
        'Whose draft; your own if left out. That of somebody else only a manager hands over.',
    }),
  })
  .meta({ id: 'DraftHandOverBody' });
export type DraftHandOverBody = z.infer<typeof draftHandOverBodySchema>;

type Dependencies = Pick<CaseworkDependencies, 'episodes' | 'staff' | 'directory' | 'backOff'>;

const refuseRecipient = async (
  dependencies: Dependencies,
  { stored }: TaskRecord,
  to: string,
): Promise<Result<never> | null> => {
  const { practitioners } = await readStaff(dependencies, stored.episode.responsibleAuthority);
  const isKnown = practitioners.some(
    ({ practitionerId, inactive }) => practitionerId === to && !inactive,
  );
  return isKnown
    ? null
    : refuseBody('unknown-practitioner', '/to', 'The authority has nobody with this id at work.');
};

const isItsManager = async (
  dependencies: Dependencies,
  { stored, task }: TaskRecord,
  { subject }: Caller,
): Promise<boolean> => {
  const authority = stored.episode.responsibleAuthority;
  const person = await readStaffMember(dependencies, authority, subject);
  return person !== null && managesTeam(person, task.team);
};

const handOverOnce = async (
  dependencies: Dependencies,
  taskId: string,
  author: string,
  to: string,
): Promise<Result<DebriefDraftView> | 'conflict'> => {
  const { episodes } = dependencies;
  const draft = await episodes.readDraft(taskId, author);
  const theirs = await episodes.readDraft(taskId, to);
  // Sent a second time, it is theirs already.
  if (draft === null) return theirs === null ? NOT_FOUND : { value: viewDraft(theirs) };
  if (theirs !== null)
    return refuseBody('draft-exists', '/to', 'They have a draft of their own for this task.');
  const moved = await episodes.moveDraft(draft, to);
  return moved === 'conflict' ? 'conflict' : { value: viewDraft(draft) };
};

/** What somebody has written of an interview so far becomes the draft of a colleague, as when they fall ill. */
export const handOverDraft = async (
  dependencies: Dependencies,
  { taskId, body }: WorkInput<DraftHandOverBody>,
  caller: Caller,
): Promise<Result<DebriefDraftView>> => {
  if (!hasPermission(caller, 'workTasks')) return NOT_YOUR_ROLE;
  const record = await readTaskRecord(dependencies.episodes, taskId, caller);
  if (record === null) return NOT_FOUND;
  const { to, author = caller.subject } = body;
  if (author === to) return refuseBody('invalid-value', '/to', 'The draft is theirs already.');
  if (author !== caller.subject && !(await isItsManager(dependencies, record, caller)))
    return NOT_YOUR_ROLE;
  const refused = await refuseRecipient(dependencies, record, to);
  if (refused !== null) return refused;
  return retryOnConflict(dependencies.backOff, () =>
    handOverOnce(dependencies, taskId, author, to),
  );
};
