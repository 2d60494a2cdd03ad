import type { Instant } from '../kernel/instant.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import { type Directory, findAuthoritySettings } from '../directory/directory.ts';
import { addForAbsent, chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { isPastDue, type LadderLevel } from '../directory/ladder.ts';
import type { AuthoritySettings } from '../directory/settings.ts';
import type { StaffReader, StaffStore } from '../directory/staff-store.ts';
import type { Staff } from '../directory/staff.ts';
import { type Alert, type AlertKind, createAlert } from '../alerts/alert.ts';
import type { WakeUps } from '../alerts/wake-ups.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { EpisodeChange } from '../episodes/episode-writes.ts';
import { type Episode, type StoredEpisode, toTaskId } from '../episodes/episode.ts';
import { findEpisodeTeam } from '../episodes/rules/authority-and-locality.ts';
import {
  type Escalation,
  findPlanEnd,
  listPlans,
  type RaisedLevel,
} from '../episodes/escalation.ts';
import { addRaised, findLevel, findPlanPassedBy, listDueLevels } from '../episodes/rules/ladder.ts';
import { buildNextState } from '../episodes/rules/next-state.ts';
import type { Backoff } from '../kernel/system-random.ts';

export interface SweepDependencies {
  readonly episodes: Pick<
    EpisodeStore,
    'listToEscalate' | 'readState' | 'readEscalation' | 'change'
  >;
  readonly staff: Pick<StaffStore, 'read'>;
  readonly wakeUps: WakeUps;
  readonly directory: Directory;
  readonly backOff: Backoff;
  /** Looks again at tasks of which somebody said something, and whose request was cut off. */
  readonly finishReviews: (now: Instant) => Promise<void>;
  /** Tries unallocated tasks again where somebody is back. Returns how many roles of the ladders have nobody. */
  readonly checkStaff: (now: Instant) => Promise<number>;
}

export interface SweepRun extends SweepDependencies {
  readonly readStaff: StaffReader;
  readonly now: Instant;
}

export interface RaisedEscalation {
  readonly raised: RaisedLevel;
  readonly escalation: Escalation;
  readonly alerts: readonly Alert[];
}

/**
 * Sent at any hour, and escalated to others if undeliverable: a breach, a missing child who is young or at high risk, and
 * that a child was found dead.
 */
export const isUrgentAlert = (kind: AlertKind, settings: AuthoritySettings): boolean => {
  if (typeof kind === 'string') return kind === 'found-dead';
  const level = findLevel(settings, kind.level);
  // The ladder may have changed since the alert: breach levels keep their name.
  return level === undefined ? kind.level.startsWith('breach') : isUrgent(level, settings);
};

const isUrgent = (level: LadderLevel, { ladder }: AuthoritySettings): boolean =>
  level.onlyFor !== null || isPastDue(level, ladder);

/** An episode with a level to raise. */
interface Subject {
  readonly episode: Episode;
  readonly team: string | null;
  readonly settings: AuthoritySettings;
  readonly staff: Staff;
  readonly raised: readonly RaisedLevel[];
}

const requireLevel = (settings: AuthoritySettings, name: string): LadderLevel => {
  const found = findLevel(settings, name);
  if (found === undefined) throw new Error('A level was raised that the ladder does not have.');
  return found;
};

const chooseRecipients = (
  { episode, team, staff, settings, raised }: Subject,
  level: RaisedLevel,
  { from, to }: LadderLevel,
  now: Instant,
): readonly string[] => {
  const plan = from === 'plan' ? findPlanPassedBy(episode, level, raised, settings) : null;
  const about = { allocation: episode.task?.allocation ?? null, team };
  const people = chooseEscalationRecipients(to, about, staff.practitioners, plan?.by ?? null);
  return addForAbsent(people, about, staff, now).map(({ practitionerId }) => practitionerId);
};

const createEscalation = (
  subject: Subject,
  raised: RaisedLevel,
  level: LadderLevel,
  now: Instant,
): Escalation => ({
  ...raised,
  taskId: toTaskId(subject.episode.episodeId),
  episodeId: subject.episode.episodeId,
  authority: subject.episode.responsibleAuthority,
  team: subject.team,
  mustAcknowledge: level.mustAcknowledge,
  closedAt: null,
  notified: [...chooseRecipients(subject, raised, level, now)],
});

/** A plan held it back until its day ended at midnight: nothing has happened that is to wake anybody. */
const isHeldBack = ({ at }: RaisedLevel, raised: readonly RaisedLevel[]): boolean =>
  raised.some(
    ({ acknowledged }) =>
      acknowledged !== null && listPlans(acknowledged).some((plan) => findPlanEnd(plan) === at),
  );

/** Urgent alerts are sent at any hour. All others wait for the end of quiet hours. */
const raiseLevel = (subject: Subject, raised: RaisedLevel, now: Instant): RaisedEscalation => {
  const { settings } = subject;
  const level = requireLevel(settings, raised.level);
  const escalation = createEscalation(subject, raised, level, now);
  const wakes = isUrgent(level, settings) && !isHeldBack(raised, subject.raised);
  const quietHours = wakes ? null : settings.quietHours;
  const { escalationId, authority, taskId, dueAt } = escalation;
  const about = { cause: escalationId, escalationId, task: { taskId, dueAt } };
  const details = { ...about, authority, kind: { level: raised.level } };
  const alerts = escalation.notified.map((recipient) =>
    createAlert({ ...details, recipient, quietHours, wakesSender: false }, now),
  );
  return { raised, escalation, alerts };
};

const MOST_ALERTS = 60;

const limitToTransaction = (raisings: readonly RaisedEscalation[]): readonly RaisedEscalation[] => {
  let alerts = 0;
  return raisings.filter((raising, position) => {
    alerts += raising.alerts.length;
    return position === 0 || alerts <= MOST_ALERTS;
  });
};

const isDue = ({ escalateAt }: StoredEpisode, now: Instant): boolean =>
  escalateAt !== null && escalateAt <= now;

const raiseDueLevels = async (
  { directory, readStaff, now }: SweepRun,
  { episode, raised }: StoredEpisode,
): Promise<readonly RaisedEscalation[]> => {
  const { responsibleAuthority: authority } = episode;
  const settings = findAuthoritySettings(directory, authority);
  const due = listDueLevels(episode, raised, settings, now);
  if (due.length === 0) return [];
  const staff = await readStaff(authority);
  const subject = { episode, team: findEpisodeTeam(directory, episode), settings, staff, raised };
  return due.map((level) => raiseLevel(subject, level, now));
};

/** Of a level that repeats there is one to acknowledge, and to be seen: the latest. */
const closeReplaced = async (
  { episodes, now }: SweepRun,
  before: readonly RaisedLevel[],
  kept: ReadonlySet<string>,
): Promise<readonly Escalation[]> => {
  const replaced = before.filter(({ escalationId }) => !kept.has(escalationId));
  const found = await Promise.all(
    replaced.map(({ escalationId }) => episodes.readEscalation(escalationId)),
  );
  return found.flatMap((one) => (one === null ? [] : [{ ...one, closedAt: now }]));
};

const buildChange = async (
  run: SweepRun,
  previous: StoredEpisode,
  raisings: readonly RaisedEscalation[],
): Promise<EpisodeChange> => {
  const { directory, now } = run;
  const settings = findAuthoritySettings(directory, previous.episode.responsibleAuthority);
  const raised = raisings.reduce<readonly RaisedLevel[]>(
    (all, one) => addRaised(all, one.raised, settings),
    previous.raised,
  );
  const kept = new Set(raised.map(({ escalationId }) => escalationId));
  const all = raisings.map(({ escalation }) => escalation);
  const passed = all.filter(({ escalationId }) => !kept.has(escalationId));
  const replaced = [
    ...(await closeReplaced(run, previous.raised, kept)),
    ...passed.map((escalation) => ({ ...escalation, closedAt: now })),
  ];
  return {
    previous,
    next: buildNextState(previous, { ...previous, raised }, directory),
    movedEscalations: replaced.map((escalation) => ({ escalation, isListed: false })),
    actions: [],
    escalations: all.filter(({ escalationId }) => kept.has(escalationId)),
    alerts: raisings.flatMap(({ alerts }) => alerts),
    claim: null,
  };
};

interface Round {
  readonly raisings: readonly RaisedEscalation[];
  readonly more: boolean;
}

/**
 * Uses the item, because the index may lag. An episode that the index lists although nothing is due
 * is written again, so that it leaves the index.
 */
const raiseOnce = async (run: SweepRun, episodeId: string): Promise<Round | 'conflict'> => {
  const stored = await run.episodes.readState(episodeId);
  if (stored === null || !isDue(stored, run.now)) return { raisings: [], more: false };
  const raisings = limitToTransaction(await raiseDueLevels(run, stored));
  const change = await buildChange(run, stored, raisings);
  const written = await run.episodes.change([change]);
  return written === 'conflict' ? 'conflict' : { raisings, more: isDue(change.next, run.now) };
};

/**
 * Raises every due level of an episode, with its alerts and the new state, in one transaction on the
 * version read. Throws after too many conflicts.
 */
export const escalateTask = async (
  run: SweepRun,
  episodeId: string,
): Promise<readonly RaisedEscalation[]> => {
  const raised: RaisedEscalation[] = [];
  for (;;) {
    const round = await retryOnConflict(run.backOff, () => raiseOnce(run, episodeId));
    raised.push(...round.raisings);
    if (!round.more) return raised;
  }
};
