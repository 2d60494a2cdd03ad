import type { Practitioner } from '../../directory/staff.ts';
import type { ChildLink, Episode } from '../episode.ts';
import { addMs, type Instant, DAY_MS } from '../../kernel/instant.ts';
import type { RhiTask } from '../task.ts';
import { type DecidedChildren, listSameChild } from './child-matches.ts';

/** `childIds`: all that the child was ever told under, because a tie was recorded under the id of its day. */
export interface ChildInCare {
  readonly childIds: readonly string[];
  readonly placementUrns: readonly string[];
}

/** The id of the child now, and those that the episode had before. */
export const listGivenIds = ({
  childId,
  formerChildIds,
}: Pick<ChildLink, 'childId' | 'formerChildIds'>): readonly string[] =>
  [childId, ...formerChildIds].filter((id) => id !== null);

export const readChildInCare = (
  { missingFrom, placement }: Pick<Episode, 'missingFrom' | 'placement'>,
  link: Pick<ChildLink, 'childId' | 'formerChildIds'>,
  children: DecidedChildren,
): ChildInCare => ({
  childIds: listGivenIds(link).flatMap((id) => listSameChild(id, children)),
  placementUrns: [missingFrom?.urn, placement?.urn].filter((urn) => urn !== undefined),
});

const normaliseUrn = (urn: string): string => urn.replace(/\s/g, '').toUpperCase();

/**
 * The interviewer is independent, not involved in the child's care (DfE statutory guidance, January
 * 2014): neither the child's key worker, nor staff of the placement where the child lives or was
 * missing from.
 */
export const isIndependentOf = (
  { ties }: Pick<Practitioner, 'ties'>,
  { childIds, placementUrns }: ChildInCare,
): boolean =>
  ties.every((tie) =>
    tie.kind === 'key-worker'
      ? !childIds.includes(tie.childId)
      : placementUrns.every((urn) => normaliseUrn(tie.urn) !== normaliseUrn(urn)),
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
