import type { Backoff } from '../kernel/back-off.ts';
import type { Instant } from '../kernel/instant.ts';
import type { WriteResult } from '../kernel/write-result.ts';
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
import { createEscalationId, type Escalation, type RaisedLevel } from '../episodes/escalation.ts';
import { listDueLevels } from '../episodes/rules/ladder.ts';
import { buildNextState } from '../episodes/rules/next-state.ts';
import type { RhiTask } from '../episodes/task.ts';

/** One run of the sweep. */
export interface SweepRun extends SweepDependencies {
  readonly staffOf: StaffReader;
  readonly now: Instant;
}

/** After so many lost races something else is wrong than another sweep, or a person at work. */
const ATTEMPTS = 8;

/** So many people told fit in one transaction beside the levels and the state; the rest is a second one. */
const MOST_ALERTS = 60;

const thatFit = (raisings: readonly RaisedEscalation[]): readonly RaisedEscalation[] => {
  let alerts = 0;
  return raisings.filter((raising, place) => {
    alerts += raising.alerts.length;
    return place === 0 || alerts <= MOST_ALERTS;
  });
};

const isDue = ({ escalateAt }: StoredEpisode, now: Instant): boolean =>
  escalateAt !== null && escalateAt <= now;

const raisingsOf = async (
  { directory, staffOf, now }: SweepRun,
  { episode, raised }: StoredEpisode,
): Promise<readonly RaisedEscalation[]> => {
  const { task, episodeId, responsibleAuthority: authority } = episode;
  const settings = findAuthoritySettings(directory, authority);
  const due = listDueLevels(task, raised, settings.ladder, now);
  if (task === null || due.length === 0) return [];
  const about = { task, episodeId, authority, settings, staff: await staffOf(authority) };
  return due.map((level) => raiseLevel(about, level, now));
};

const changeOf = (
  { directory }: SweepRun,
  previous: StoredEpisode,
  raisings: readonly RaisedEscalation[],
): EpisodeChange => {
  const { episode, childId, childKeys } = previous;
  const raised = [...previous.raised, ...raisings.map((one) => one.raised)];
  return {
    previous,
    next: buildNextState(previous, { episode, childId, childKeys, raised }, directory),
    actions: [],
    escalations: raisings.map(({ escalation }) => escalation),
    alerts: raisings.flatMap(({ alerts }) => alerts),
    claim: null,
  };
};

interface Look {
  readonly written: WriteResult;
  readonly raisings: readonly RaisedEscalation[];
  readonly more: boolean;
}

const NOTHING_DUE: Look = { written: 'written', raisings: [], more: false };

/**
 * What decides is read from the item: the index that brought us here may lag. A state that stands in
 * the index although its ladder, as it is now, has nothing due is written anew, so that it leaves.
 */
const lookOnce = async (run: SweepRun, episodeId: string): Promise<Look> => {
  const stored = await run.episodes.readState(episodeId);
  if (stored === null || !isDue(stored, run.now)) return NOTHING_DUE;
  const raisings = thatFit(await raisingsOf(run, stored));
  const change = changeOf(run, stored, raisings);
  const written = await run.episodes.change([change]);
  return { written, raisings, more: isDue(change.next, run.now) };
};

/**
 * Raises every level of a task that is due by now, each with its alerts and the state in one
 * transaction on the version read; looks again when somebody else was quicker, a bounded number of
 * times. Gives what it raised itself. Throws when it lost every time.
 */
export const escalateTask = async (
  run: SweepRun,
  episodeId: string,
): Promise<readonly RaisedEscalation[]> => {
  const done: RaisedEscalation[] = [];
  for (let lost = 0; lost < ATTEMPTS;) {
    const { written, raisings, more } = await lookOnce(run, episodeId);
    if (written === 'conflict') {
      lost += 1;
      await run.backOff(lost);
    } else {
      done.push(...raisings);
      if (!more) return done;
    }
  }
  throw new Error(`Lost ${String(ATTEMPTS)} races for the same task; the next run looks again.`);
};

/** Whether an alert is of a breach: told at any hour, never dropped, and told to others if it cannot be delivered. */
export const isBreachAlert = (kind: AlertKind, ladder: Ladder): boolean => {
  if (typeof kind === 'string') return false;
  const level = ladder.find((one) => one.level === kind.level);
  // A ladder may have been changed since; its own breaches keep their name.
  return level === undefined ? kind.level.startsWith('breach') : isPastDue(level, ladder);
};

/** A task whose levels are raised, and the people of the authority that is responsible for it. */
interface RaisedFor {
  readonly task: RhiTask;
  readonly episodeId: string;
  readonly authority: string;
  readonly settings: AuthoritySettings;
  readonly staff: readonly Practitioner[];
}

/** What one raised level leads to. */
export interface RaisedEscalation {
  readonly raised: RaisedLevel;
  readonly escalation: Escalation;
  readonly alerts: readonly Alert[];
}

const ladderLevel = ({ ladder }: AuthoritySettings, level: string): LadderLevel => {
  const found = ladder.find((one) => one.level === level);
  if (found === undefined) throw new Error('A level was raised that the ladder does not have.');
  return found;
};

const escalationOf = (
  { task, episodeId, authority, staff }: RaisedFor,
  raised: RaisedLevel,
  { to, mustAcknowledge }: LadderLevel,
): Escalation => ({
  ...raised,
  escalationId: createEscalationId(task.taskId, raised),
  taskId: task.taskId,
  episodeId,
  authority,
  team: task.team,
  mustAcknowledge,
  notified: chooseEscalationRecipients(to, task, staff).map(({ practitionerId }) => practitionerId),
});

/**
 * The escalation of a level and the alert of everybody who is told, once each. What is past due is
 * told at any hour; everything else waits for the end of the quiet hours.
 */
export const raiseLevel = (
  about: RaisedFor,
  raised: RaisedLevel,
  now: Instant,
): RaisedEscalation => {
  const { task, authority, settings } = about;
  const level = ladderLevel(settings, raised.level);
  const escalation = escalationOf(about, raised, level);
  const quietHours = isPastDue(level, settings.ladder) ? null : settings.quietHours;
  const cause = { cause: escalation.escalationId, authority, kind: { level: raised.level }, task };
  const alerts = escalation.notified.map((recipient) =>
    createAlert({ ...cause, recipient, quietHours, wakesSender: false }, now),
  );
  return { raised, escalation, alerts };
};

/** What a sweep works on. */
export interface SweepDependencies {
  readonly episodes: Pick<EpisodeStore, 'listToEscalate' | 'readState' | 'change'>;
  readonly staff: Pick<StaffStore, 'read'>;
  readonly wakeUps: WakeUps;
  readonly directory: Directory;
  readonly backOff: Backoff;
}
