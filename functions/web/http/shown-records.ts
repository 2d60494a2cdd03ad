import * as z from 'zod';
import { makeEpisodeId, toEpisodeId } from '../../../shared/kernel/hash.ts';
import { isReportId } from '../../../shared/intelligence/report.ts';
import { type Caller, belongsTo } from '../../../shared/access/caller.ts';
import type { AuditedRecord, AuditReason } from '../../../shared/access/audit.ts';

/** A record, and by which right the caller comes to it. */
export interface AuditedAccess {
  readonly what: AuditedRecord;
  readonly why: AuditReason;
}

const shownEpisode = z.object({
  episodeId: z.string(),
  responsibleAuthority: z.string(),
  child: z.object({ childId: z.string().nullable() }).nullable(),
});

const shownTask = z.object({ taskId: z.string(), childId: z.string().nullish() });

const shownRejection = z.object({
  rejectionId: z.string(),
  force: z.string().nullable(),
  reference: z.string().nullable(),
});

const shownEvidence = z.object({
  evidenceId: z.string(),
  taskId: z.string().nullable(),
  childId: z.string().nullable(),
});

const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });

const episodeAccess = (
  { episodeId, responsibleAuthority, child }: z.infer<typeof shownEpisode>,
  caller: Caller,
): AuditedAccess => {
  const hostOnly = belongsTo(caller, responsibleAuthority)
    ? 'responsible-authority'
    : 'host-authority';
  return {
    what: { kind: 'episode', id: episodeId, taskId: null, childId: child?.childId ?? null },
    why: caller.authorities === 'all' ? 'all-authorities' : hostOnly,
  };
};

/** Only the responsible authority comes to a task. */
export const taskAccess = (
  taskId: string,
  childId: string | null,
  caller: Caller,
): AuditedAccess => ({
  what: { kind: 'episode', id: toEpisodeId(taskId), taskId, childId },
  why: caller.authorities === 'all' ? 'all-authorities' : 'responsible-authority',
});

/** A message that could not be used stands with the episode that it names, if it names one: a grade names a report. */
const rejectionAccess = (
  { rejectionId, force, reference }: z.infer<typeof shownRejection>,
  caller: Caller,
): AuditedAccess => {
  const isAboutEpisode = force !== null && reference !== null && !isReportId(reference);
  const named = isAboutEpisode ? makeEpisodeId(force, reference) : null;
  const what = { taskId: null, childId: null };
  return {
    what:
      named === null
        ? { ...what, kind: 'rejection', id: rejectionId }
        : { ...what, kind: 'episode', id: named },
    why: caller.authorities === 'all' ? 'all-authorities' : 'own-authority',
  };
};

/** Evidence of another authority's child leads to no episode: then it is itself the record. */
const evidenceAccess = (
  { evidenceId, taskId, childId }: z.infer<typeof shownEvidence>,
  caller: Caller,
): AuditedAccess => {
  if (taskId !== null) return taskAccess(taskId, childId, caller);
  const what = { kind: 'evidence', id: evidenceId, taskId: null, childId: null } as const;
  return { what, why: caller.authorities === 'all' ? 'all-authorities' : 'own-authority' };
};

/** Each record once: an episode of which a list shows several things, too. */
const eachOnce = (accesses: readonly AuditedAccess[]): readonly AuditedAccess[] => [
  ...new Map(accesses.map((access) => [`${access.what.kind} ${access.what.id}`, access])).values(),
];

/** How the records are found in an answer. Throws when it is not of that kind: then nothing is shown. */
const SHOWN = {
  episode: (answer, caller) => [episodeAccess(shownEpisode.parse(answer), caller)],
  episodes: (answer, caller) =>
    listOf(shownEpisode)
      .parse(answer)
      .items.map((episode) => episodeAccess(episode, caller)),
  task: (answer, caller) => {
    const { taskId, childId = null } = shownTask.parse(answer);
    return [taskAccess(taskId, childId, caller)];
  },
  tasks: (answer, caller) =>
    listOf(shownTask)
      .parse(answer)
      .items.map(({ taskId, childId = null }) => taskAccess(taskId, childId, caller)),
  evidence: (answer, caller) =>
    eachOnce(
      listOf(shownEvidence)
        .parse(answer)
        .items.map((evidence) => evidenceAccess(evidence, caller)),
    ),
  rejection: (answer, caller) => [rejectionAccess(shownRejection.parse(answer), caller)],
} as const satisfies Readonly<
  Record<string, (answer: unknown, caller: Caller) => readonly AuditedAccess[]>
>;

/** What an answer shows: one record, or a list of them. */
export type ReadAudit = keyof typeof SHOWN;

/** The records that an answer shows. */
export const recordsShown = (
  kind: ReadAudit,
  answer: unknown,
  caller: Caller,
): readonly AuditedAccess[] => SHOWN[kind](answer, caller);
