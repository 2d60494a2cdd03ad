import type { Caller } from '../access/caller.ts';
import { readStaffMember } from '../directory/staff-store.ts';
import { managesTeam } from './may-correct.ts';
import type { Action } from '../episodes/action.ts';
import { listCurrentActions } from '../episodes/rules/current-actions.ts';
import { isAdultAt } from '../episodes/rules/age.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import type { AuthoritySettings } from '../directory/settings.ts';
import { HOUR_MS, type Instant, measureElapsedMs } from '../kernel/instant.ts';
import type { BrokenRule } from '../kernel/problem.ts';
import type { OutcomeInput } from './outcome-rules.ts';
import type { CaseworkDependencies, TaskRecord } from './task-record.ts';

type Attempts = Pick<AuthoritySettings, 'contactAttempts' | 'hoursBetweenAttempts'>;

/** Three calls in a row are one attempt to reach a child. */
const countSpacedAttempts = (moments: readonly Instant[], hours: number): number => {
  let last: Instant | null = null;
  let count = 0;
  for (const at of moments.toSorted()) {
    if (last !== null && measureElapsedMs(last, at) < hours * HOUR_MS) continue;
    last = at;
    count += 1;
  }
  return count;
};

/** As many attempts as the authority requires, at different times, of which none reached the child. */
export const wasOutOfReach = (
  actions: readonly Action[],
  { contactAttempts, hoursBetweenAttempts }: Attempts,
): boolean => {
  const attempts = listCurrentActions(actions).filter((action) => action.kind === 'attempt');
  const moments = attempts.map(({ happenedAt }) => happenedAt);
  return (
    attempts.every(({ result }) => result !== 'spoke-to-child') &&
    countSpacedAttempts(moments, hoursBetweenAttempts) >= contactAttempts
  );
};

/** Another episode of the child that was reported after this one. */
const isMissingAgain = async (
  { episodes }: Pick<CaseworkDependencies, 'episodes'>,
  { stored, task }: TaskRecord,
): Promise<boolean> => {
  const { childId, episode } = stored;
  if (childId === null) return false;
  const since = task.reportedAt ?? task.openedAt;
  return (await episodes.listEpisodesOfChild(childId)).some(
    ({ episode: other }) =>
      other.episodeId !== episode.episodeId &&
      other.status !== 'cancelled' &&
      other.reportedAt !== null &&
      other.reportedAt > since,
  );
};

const refuse = (code: BrokenRule['code'], message: string): readonly BrokenRule[] => [
  { code, path: '/reason', message: `${message} Otherwise, describe the reason in words.` },
];

/** They change where and by whom an interview is held, not whether (DfE 2014: on every occasion). */
const ELSEWHERE: readonly (OutcomeInput['reason'] | null)[] = [
  'in-custody',
  'in-hospital',
  'abroad',
  'moved-out-of-area',
];

/** The task stays open with a plan; only a manager ends the duty, and says why in words. */
export const checkElsewhere = async (
  dependencies: Pick<CaseworkDependencies, 'staff' | 'directory'>,
  { stored, task }: TaskRecord,
  { outcome, reason, hasReasonText }: OutcomeInput,
  { subject }: Caller,
): Promise<readonly BrokenRule[]> => {
  if (outcome !== 'not-possible' || !ELSEWHERE.includes(reason)) return [];
  const authority = stored.episode.responsibleAuthority;
  const person = await readStaffMember(dependencies, authority, subject);
  if (person === null || !managesTeam(person, task.team)) {
    const message =
      'This changes where the interview is held and by whom, not whether. Keep the task open, and plan it with those who are with the child. Only a manager of the team can close it.';
    return [{ code: 'manager-closes', path: '/reason', message }];
  }
  const message = 'Describe why no interview can be held there, and who was asked.';
  return hasReasonText ? [] : [{ code: 'text-needed', path: '/reasonText', message }];
};

/**
 * Some reasons can be checked against what is recorded. Where that does not bear a reason out, it needs words: nobody
 * ends the duty to a child by choosing from a list.
 */
export const checkNotPossible = async (
  dependencies: Pick<CaseworkDependencies, 'episodes' | 'directory'>,
  record: TaskRecord,
  { outcome, reason, hasReasonText, happenedAt }: OutcomeInput,
): Promise<readonly BrokenRule[]> => {
  if (outcome !== 'not-possible' || hasReasonText) return [];
  const { episode } = record.stored;
  const settings = findAuthoritySettings(dependencies.directory, episode.responsibleAuthority);
  const { contactAttempts: most, hoursBetweenAttempts: hours } = settings;
  if (reason === 'unable-to-contact' && !wasOutOfReach(record.actions, settings)) {
    const message = `Record ${String(most)} attempts, at least ${String(hours)} hours apart, none of which reached the child.`;
    return refuse('too-few-attempts', message);
  }
  if (reason === 'turned-18' && !isAdultAt(episode.child, happenedAt))
    return refuse('not-yet-18', 'By the date of birth that police sent, the child was not 18 yet.');
  if (reason === 'missing-again' && !(await isMissingAgain(dependencies, record)))
    return refuse('not-missing-again', 'No later episode of this child is known.');
  return [];
};
