import { type Interviewee, INTERVIEWEES } from '../../episodes/action.ts';
import type { Evidence } from '../../themes/evidence.ts';
import type { Episode } from '../../episodes/episode.ts';
import type { Instant } from '../../kernel/instant.ts';
import { type IsoWeek, weeksBetween } from '../../kernel/iso-week.ts';
import type { ProfileWeeks } from './comparison.ts';
import {
  REFERRAL_STATUSES,
  REFERRED_TO,
  type ReferralStatus,
  type ReferredTo,
} from '../../episodes/referral.ts';
import type { RhiTask } from '../../episodes/task.ts';

/** On how many debriefs a picture rests. */
export interface DebriefsBehind {
  /** By who spoke. */
  readonly debriefs: Readonly<Record<Interviewee, number>>;
  /** Of these, those of children whom another authority looks after. */
  readonly ofOtherAuthorities: number;
}

const countDebriefs = (evidence: readonly Evidence[]): number =>
  new Set(evidence.map(({ debriefId }) => debriefId)).size;

/** The distinct debriefs behind the evidence of an authority's locality. */
export const debriefsBehind = (
  evidence: readonly Evidence[],
  authority: string,
): DebriefsBehind => ({
  debriefs: Object.fromEntries(
    INTERVIEWEES.map((interviewee) => [
      interviewee,
      countDebriefs(evidence.filter((one) => one.interviewee === interviewee)),
    ]),
  ) as Record<Interviewee, number>,
  ofOtherAuthorities: countDebriefs(evidence.filter(({ owner }) => owner !== authority)),
});

/** On how many completed interviews a profile rests. */
export interface InterviewsHeld {
  readonly ofAuthority: number;
  /** With children of the locality. */
  readonly held: number;
  /** Of these, those that told something of the locality. */
  readonly toldOfIt: number;
}

interface Held {
  readonly episode: Episode;
  readonly task: RhiTask;
}

const heldIn = (episode: Episode, from: Instant, until: Instant): readonly Held[] => {
  const { task } = episode;
  const outcome = task?.outcome;
  if (task === null || outcome?.outcome !== 'completed') return [];
  return from <= outcome.at && outcome.at < until ? [{ episode, task }] : [];
};

/** One interview may cover several episodes: the debrief then stands with its main task. */
const interviewOf = ({ task }: Held): string => task.outcome?.interviewId ?? task.taskId;

const tasksOf = ({ task }: Held): readonly string[] => [
  task.taskId,
  ...(task.outcome === null ? [] : [task.outcome.mainTaskId]),
];

/**
 * Completed interviews held from `from` until before `until`, each once; `toldTasks` are the tasks whose debrief told
 * something of the locality. A task that was withdrawn does not take back that its interview was held.
 */
export const countInterviews = (
  episodes: readonly Episode[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
  locality: string,
  toldTasks: ReadonlySet<string>,
): InterviewsHeld => {
  const held = episodes.flatMap((episode) => heldIn(episode, from, until));
  const interviews = [...Map.groupBy(held, interviewOf).values()];
  const ofLocality = interviews.filter((covered) =>
    covered.some(({ episode }) => episode.locality === locality),
  );
  const told = ofLocality.filter((covered) =>
    covered.flatMap(tasksOf).some((taskId) => toldTasks.has(taskId)),
  );
  return { ofAuthority: interviews.length, held: ofLocality.length, toldOfIt: told.length };
};

/** The first week in which any of this evidence was told; null when there is none. */
export const recordedFrom = (evidence: readonly Evidence[]): IsoWeek | null =>
  evidence.reduce<IsoWeek | null>(
    (first, { week }) => (first === null || week < first ? week : first),
    null,
  );

/** One silent week may be chance in a small authority; of more, a comparison says little. */
const SILENT_WEEKS = 2;

/** Whether nothing was recorded in so much of the quarter before that a difference to it says little. */
export const isBeforeSilent = (
  from: IsoWeek | null,
  { before }: Pick<ProfileWeeks, 'before'>,
): boolean => from !== null && weeksBetween(before.from, from) >= SILENT_WEEKS;

/** Referrals to one service that were raised from debriefs, by what became of them since. */
export interface RaisedReferrals {
  readonly to: ReferredTo;
  readonly raised: number;
  readonly byStatus: Readonly<Record<ReferralStatus, number>>;
}

/**
 * Referrals raised from debriefs with children of a locality on London days `from` to `to`, both included; a service to
 * which none was raised is left out.
 */
export const raisedReferrals = (
  episodes: readonly Episode[],
  locality: string,
  { from, to }: { readonly from: string; readonly to: string },
): readonly RaisedReferrals[] => {
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
