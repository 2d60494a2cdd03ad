import type { AuthorityProfile } from '../authority-profile-api.ts';
import { type Interviewee, INTERVIEWEES } from '../../episodes/action.ts';
import type { Evidence } from '../../themes/evidence.ts';
import type { Episode } from '../../episodes/episode.ts';
import type { Instant } from '../../kernel/instant.ts';
import { type IsoWeek, countWeeksBetween } from '../../kernel/iso-week.ts';
import type { ProfileWeeks } from './compare-quarters.ts';
import { REFERRAL_STATUSES, REFERRED_TO, type ReferralStatus } from '../../episodes/referral.ts';
import type { RhiTask } from '../../episodes/task.ts';

const countDistinctDebriefs = (evidence: readonly Evidence[]): number =>
  new Set(evidence.map(({ debriefId }) => debriefId)).size;

export const countDebriefs = (
  evidence: readonly Evidence[],
  authority: string,
): Pick<AuthorityProfile['basis'], 'debriefs' | 'ofOtherAuthorities'> => ({
  debriefs: Object.fromEntries(
    INTERVIEWEES.map((interviewee) => [
      interviewee,
      countDistinctDebriefs(evidence.filter((one) => one.interviewee === interviewee)),
    ]),
  ) as Record<Interviewee, number>,
  ofOtherAuthorities: countDistinctDebriefs(evidence.filter(({ owner }) => owner !== authority)),
});

interface InterviewCounts {
  readonly ofAuthority: number;
  readonly held: number;
  readonly aboutLocality: number;
}

interface Held {
  readonly episode: Episode;
  readonly task: RhiTask;
}

const findHeld = (episode: Episode, from: Instant, until: Instant): readonly Held[] => {
  const { task } = episode;
  const outcome = task?.outcome;
  if (task === null || outcome?.outcome !== 'completed') return [];
  return from <= outcome.at && outcome.at < until ? [{ episode, task }] : [];
};

/** One interview can cover several episodes. Its debrief is recorded on the main task. */
const findInterviewId = ({ task }: Held): string => task.outcome?.interviewId ?? task.taskId;

const listTaskIds = ({ task }: Held): readonly string[] => [
  task.taskId,
  ...(task.outcome === null ? [] : [task.outcome.mainTaskId]),
];

/**
 * Completed interviews held from `from` until before `until`. `debriefedTasks` have a debrief about the locality. An
 * interview counts even if its task was withdrawn later.
 */
export const countInterviews = (
  episodes: readonly Episode[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
  locality: string,
  debriefedTasks: ReadonlySet<string>,
): InterviewCounts => {
  const held = episodes.flatMap((episode) => findHeld(episode, from, until));
  const interviews = [...Map.groupBy(held, findInterviewId).values()];
  const ofLocality = interviews.filter((covered) =>
    covered.some(({ episode }) => episode.locality === locality),
  );
  const aboutLocality = ofLocality.filter((covered) =>
    covered.flatMap(listTaskIds).some((taskId) => debriefedTasks.has(taskId)),
  );
  return {
    ofAuthority: interviews.length,
    held: ofLocality.length,
    aboutLocality: aboutLocality.length,
  };
};

export const findFirstWeek = (evidence: readonly Evidence[]): IsoWeek | null =>
  evidence.reduce<IsoWeek | null>(
    (first, { week }) => (first === null || week < first ? week : first),
    null,
  );

/** In a small authority one week without evidence can be chance. */
const UNRECORDED_WEEKS = 2;

/** Whether recording began too late in the quarter before for a comparison. */
export const isBeforeUnrecorded = (
  from: IsoWeek | null,
  { before }: Pick<ProfileWeeks, 'before'>,
): boolean => from !== null && countWeeksBetween(before.from, from) >= UNRECORDED_WEEKS;

/** On London days `from` to `to`, both included. Services without a referral are left out. */
export const countReferrals = (
  episodes: readonly Episode[],
  locality: string,
  { from, to }: { readonly from: string; readonly to: string },
): NonNullable<AuthorityProfile['done']['referrals']> => {
  const raised = episodes
    .filter((episode) => episode.locality === locality)
    .flatMap(({ task }) => task?.referrals ?? [])
    .filter(({ raisedOn }) => from <= raisedOn && raisedOn <= to);
  return REFERRED_TO.flatMap((service) => {
    const alike = raised.filter((referral) => referral.to === service);
    if (alike.length === 0) return [];
    const byStatus = Object.fromEntries(
      REFERRAL_STATUSES.map((known) => [
        known,
        alike.filter(({ status }) => status === known).length,
      ]),
    ) as Record<ReferralStatus, number>;
    return [{ to: service, raised: alike.length, byStatus }];
  });
};
