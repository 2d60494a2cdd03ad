import type { Instant } from '../kernel/instant.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import { type Directory, findAuthoritySettings } from '../directory/directory.ts';
import { chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { isPastDue, type Ladder, type LadderLevel } from '../directory/ladder.ts';
import type { AuthoritySettings } from '../directory/settings.ts';
import type { StaffReader, StaffStore } from '../directory/staff-store.ts';
import type { Practitioner } from '../directory/staff.ts';
import { type Alert, type AlertKind, createAlert } from '../alerts/alert.ts';
import type { WakeUps } from '../alerts/wake-ups.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { EpisodeChange } from '../episodes/episode-writes.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import type { Escalation, RaisedLevel } from '../episodes/escalation.ts';
import { listDueLevels } from '../episodes/rules/ladder.ts';
import { buildNextState } from '../episodes/rules/next-state.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { Backoff } from '../kernel/system-random.ts';

export interface SweepDependencies {
  readonly episodes: Pick<EpisodeStore, 'listToEscalate' | 'readState' | 'change'>;
  readonly staff: Pick<StaffStore, 'read'>;
  readonly wakeUps: WakeUps;
  readonly directory: Directory;
  readonly backOff: Backoff;
  /** Looks again at tasks of which somebody said something, and whose request was cut off. */
  readonly finishReviews: (now: Instant) => Promise<void>;
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

/** Sent at any hour, and escalated to others if undeliverable: a breach, and that a child was found dead. */
export const isUrgentAlert = (kind: AlertKind, ladder: Ladder): boolean => {
  if (typeof kind === 'string') return kind === 'found-dead';
  const level = ladder.find((one) => one.level === kind.level);
  // The ladder may have changed since the alert: breach levels keep their name.
  return level === undefined ? kind.level.startsWith('breach') : isPastDue(level, ladder);
};

interface TaskToEscalate {
  readonly task: RhiTask;
  readonly episodeId: string;
  readonly authority: string;
  readonly settings: AuthoritySettings;
  readonly staff: readonly Practitioner[];
}

const findLadderLevel = ({ ladder }: AuthoritySettings, level: string): LadderLevel => {
  const found = ladder.find((one) => one.level === level);
  if (found === undefined) throw new Error('A level was raised that the ladder does not have.');
  return found;
};

const createEscalation = (
  { task, episodeId, authority, staff }: TaskToEscalate,
  raised: RaisedLevel,
  { to, mustAcknowledge }: LadderLevel,
): Escalation => ({
  ...raised,
  taskId: task.taskId,
  episodeId,
  authority,
  team: task.team,
  mustAcknowledge,
  notified: chooseEscalationRecipients(to, task, staff).map(({ practitionerId }) => practitionerId),
});

/** Breach alerts are sent at any hour. All others wait for the end of quiet hours. */
const raiseLevel = (
  subject: TaskToEscalate,
  raised: RaisedLevel,
  now: Instant,
): RaisedEscalation => {
  const { task, authority, settings } = subject;
  const level = findLadderLevel(settings, raised.level);
  const escalation = createEscalation(subject, raised, level);
  const quietHours = isPastDue(level, settings.ladder) ? null : settings.quietHours;
  const cause = { cause: escalation.escalationId, authority, kind: { level: raised.level }, task };
  const alerts = escalation.notified.map((recipient) =>
    createAlert({ ...cause, recipient, quietHours, wakesSender: false }, now),
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
  const { task, episodeId, responsibleAuthority: authority } = episode;
  const settings = findAuthoritySettings(directory, authority);
  const due = listDueLevels(task, raised, settings.ladder, now);
  if (task === null || due.length === 0) return [];
  const subject = { task, episodeId, authority, settings, staff: await readStaff(authority) };
  return due.map((level) => raiseLevel(subject, level, now));
};

const buildChange = (
  { directory }: SweepRun,
  previous: StoredEpisode,
  raisings: readonly RaisedEscalation[],
): EpisodeChange => {
  const raised = [...previous.raised, ...raisings.map((one) => one.raised)];
  return {
    previous,
    next: buildNextState(previous, { ...previous, raised }, directory),
    actions: [],
    escalations: raisings.map(({ escalation }) => escalation),
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
  const change = buildChange(run, stored, raisings);
  const written = await run.episodes.change([change]);
  return written === 'conflict' ? 'conflict' : { raisings, more: isDue(change.next, run.now) };
};

/**
 * Raises every due level of a task, with its alerts and the new state, in one transaction on the
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
