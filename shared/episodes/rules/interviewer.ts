import type { Practitioner } from '../../directory/staff.ts';
import type { Episode } from '../episode.ts';
import { addMs, HOUR_MS, type Instant } from '../../kernel/instant.ts';
import type { RhiTask } from '../task.ts';

export interface ChildInCare {
  /** Null while no notification has said who the child is. */
  readonly childId: string | null;
  /** Ofsted URN of the placement from which the child was missing. */
  readonly placementUrn: string | null;
}

export const readChildInCare = (
  { missingFrom }: Pick<Episode, 'missingFrom'>,
  childId: string | null,
): ChildInCare => ({ childId, placementUrn: missingFrom?.urn ?? null });

/** People type URNs in lower case or with spaces. */
const comparable = (urn: string): string => urn.replace(/\s/g, '').toUpperCase();

/**
 * Whether somebody may interview the child: the interviewer is independent, not involved in the
 * child's care (DfE statutory guidance, January 2014). Neither the child's key worker, nor whoever
 * works in the placement that the child was missing from.
 */
export const isIndependentOf = (
  { ties }: Pick<Practitioner, 'ties'>,
  { childId, placementUrn }: ChildInCare,
): boolean =>
  ties.every((tie) =>
    tie.kind === 'key-worker'
      ? tie.childId !== childId
      : placementUrn === null || comparable(tie.urn) !== comparable(placementUrn),
  );

const heldSince = ({ outcome }: RhiTask, since: Instant): boolean =>
  outcome?.outcome === 'completed' && outcome.at >= since;

/** An open task: who has it. A held interview: who recorded it, then who had the task. */
const whoKnows = (task: RhiTask, since: Instant): readonly (string | null)[] => {
  const allocated = task.allocation?.practitioner ?? null;
  if (task.state === 'open') return [allocated];
  return task.state === 'closed' && heldSince(task, since)
    ? [task.outcome?.by ?? null, allocated]
    : [];
};

/**
 * Who knows a child already, by the tasks of their other episodes, newest first: whoever has one
 * open, or held an interview within so many days before `now`. Nobody stands twice.
 */
export const listKnownPractitioners = (
  tasks: readonly RhiTask[],
  continuityDays: number,
  now: Instant,
): readonly string[] => {
  const since = addMs(now, -continuityDays * 24 * HOUR_MS);
  return [...new Set(tasks.flatMap((task) => whoKnows(task, since)))].filter((id) => id !== null);
};
