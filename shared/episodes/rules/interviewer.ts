import type { Practitioner } from '../../directory/staff.ts';
import type { Episode } from '../episode.ts';
import { addMs, type Instant, DAY_MS } from '../../kernel/instant.ts';
import type { RhiTask } from '../task.ts';

export interface ChildInCare {
  readonly childId: string | null;
  readonly placementUrn: string | null;
}

export const readChildInCare = (
  { missingFrom }: Pick<Episode, 'missingFrom'>,
  childId: string | null,
): ChildInCare => ({ childId, placementUrn: missingFrom?.urn ?? null });

const normaliseUrn = (urn: string): string => urn.replace(/\s/g, '').toUpperCase();

/**
 * The interviewer is independent, not involved in the child's care (DfE statutory guidance, January
 * 2014): neither the child's key worker, nor staff of the placement that the child was missing
 * from.
 */
export const isIndependentOf = (
  { ties }: Pick<Practitioner, 'ties'>,
  { childId, placementUrn }: ChildInCare,
): boolean =>
  ties.every((tie) =>
    tie.kind === 'key-worker'
      ? tie.childId !== childId
      : placementUrn === null || normaliseUrn(tie.urn) !== normaliseUrn(placementUrn),
  );

const wasHeldSince = ({ outcome }: RhiTask, since: Instant): boolean =>
  outcome?.outcome === 'completed' && outcome.at >= since;

/**
 * An open task: the practitioner who has it. A held interview: who recorded it, then who had the
 * task.
 */
const listWhoKnowsChild = (task: RhiTask, since: Instant): readonly (string | null)[] => {
  const allocated = task.allocation?.practitioner ?? null;
  if (task.state === 'open') return [allocated];
  return task.state === 'closed' && wasHeldSince(task, since)
    ? [task.outcome?.by ?? null, allocated]
    : [];
};

/**
 * Practitioners who know the child from the tasks of other episodes, newest first: those with an
 * open one, or an interview held within so many days before `now`. Each is listed once.
 */
export const listKnownPractitioners = (
  tasks: readonly RhiTask[],
  continuityDays: number,
  now: Instant,
): readonly string[] => {
  const since = addMs(now, -continuityDays * DAY_MS);
  return [...new Set(tasks.flatMap((task) => listWhoKnowsChild(task, since)))].filter(
    (id) => id !== null,
  );
};
