import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { TaskListQuery } from '../episodes/task-lists.ts';
import { type Episode, type StoredEpisode, toEpisodeId, toTaskId } from '../episodes/episode.ts';
import { findEpisodeTeam } from '../episodes/rules/authority-and-locality.ts';
import { type RaisedLevel, readPresentPlan } from '../episodes/escalation.ts';
import { isOutdated } from '../episodes/rules/ladder.ts';
import type { RhiTask } from '../episodes/task.ts';
import pMap from 'p-map';
import { type Alert, createAlert } from '../alerts/alert.ts';
import { type Directory, findAuthoritySettings } from '../directory/directory.ts';
import type { AuthoritySettings } from '../directory/settings.ts';
import { createStaffReader, type StaffStore } from '../directory/staff-store.ts';
import type { Practitioner, StaffRole } from '../directory/staff.ts';
import { addMs, type Instant, DAY_MS } from '../kernel/instant.ts';
import { findInstantInLondon, toLondonDate } from '../kernel/london-time.ts';
import type { AlertStore } from './alert-store.ts';
import { type ListedTask, sortByUrgency, type TaskGroup } from './task-groups.ts';
import { readPages } from '../kernel/page.ts';

export interface DigestDependencies {
  readonly episodes: Pick<EpisodeStore, 'listTasks' | 'listEpisodes' | 'readState'>;
  readonly staff: Pick<StaffStore, 'readCaseload'>;
  readonly directory: Directory;
}

const SOON_MS = DAY_MS;

const AT_ONCE = 10;

const PAGE = 500;

const listPresent = ({ episode, raised }: StoredEpisode, settings: AuthoritySettings) =>
  raised.filter((one) => one.reportedAt === null && !isOutdated(episode, one, settings));

const hasPassedPlan = (levels: readonly RaisedLevel[], today: string): boolean =>
  levels.some(
    ({ acknowledged }) => acknowledged !== null && readPresentPlan(acknowledged).planDate < today,
  );

const mustAcknowledge = (levels: readonly RaisedLevel[], { ladder }: AuthoritySettings): boolean =>
  levels.some(
    ({ level, acknowledged }) =>
      acknowledged === null && ladder.find((one) => one.level === level)?.mustAcknowledge === true,
  );

const groupByDeadline = (task: RhiTask, today: string, now: Instant): TaskGroup | null => {
  const { dueAt, booking } = task;
  if (dueAt !== null && dueAt < now) return 'late';
  if (dueAt !== null && toLondonDate(dueAt) === today) return 'due-today';
  if (dueAt !== null && dueAt <= addMs(now, SOON_MS)) return 'due-soon';
  return booking !== null && toLondonDate(booking.at) === today ? 'appointment-today' : null;
};

/** What somebody has to know first of a task this morning. */
const chooseGroup = (
  stored: StoredEpisode,
  task: RhiTask,
  settings: AuthoritySettings,
  now: Instant,
): TaskGroup => {
  const today = toLondonDate(now);
  const levels = listPresent(stored, settings);
  if (hasPassedPlan(levels, today)) return 'plan-passed';
  const byDeadline = groupByDeadline(task, today, now);
  if (byDeadline === 'late' && mustAcknowledge(levels, settings)) return 'to-acknowledge';
  if (byDeadline !== null) return byDeadline;
  if ((task.allocation?.practitioner ?? null) === null) return 'unallocated';
  return task.dueAt === null ? 'return-unconfirmed' : 'later';
};

const listTask = (
  stored: StoredEpisode,
  settings: AuthoritySettings,
  now: Instant,
): readonly ListedTask[] => {
  const { task } = stored.episode;
  if (task?.state !== 'open') return [];
  const { taskId, dueAt, booking } = task;
  const isToday = booking !== null && toLondonDate(booking.at) === toLondonDate(now);
  const group = chooseGroup(stored, task, settings, now);
  return [{ taskId, dueAt, group, appointmentAt: isToday ? booking.at : null }];
};

const readOpenTasks = async (
  { episodes }: Pick<DigestDependencies, 'episodes'>,
  of: TaskListQuery['of'],
  now: Instant,
): Promise<readonly StoredEpisode[]> => {
  const open: StoredEpisode[] = [];
  const pages = readPages((after) =>
    episodes.listTasks({ of, state: 'open', now, after, limit: PAGE }),
  );
  for await (const page of pages) open.push(...page);
  return open;
};

const OF_AUTHORITY: readonly TaskGroup[] = [
  'to-acknowledge',
  'late',
  'plan-passed',
  'unallocated',
  'return-unconfirmed',
];

/** What each role has to know of tasks that are not its own. */
const WANTED: Readonly<Record<StaffRole, readonly TaskGroup[]>> = {
  practitioner: [],
  'team-manager': [...OF_AUTHORITY, 'due-today', 'due-soon', 'appointment-today'],
  'head-of-service': OF_AUTHORITY,
  director: OF_AUTHORITY,
};

/** A manager's teams, with the tasks of none; above team managers the whole authority. */
const listTeams = ({ role, teams, authority }: Practitioner, { authorities }: Directory) =>
  role === 'team-manager'
    ? teams
    : (authorities.find(({ code }) => code === authority)?.teams.map(({ id }) => id) ?? []);

const listManagedTasks = async (
  dependencies: DigestDependencies,
  person: Practitioner,
  now: Instant,
): Promise<readonly ListedTask[]> => {
  const { authority } = person;
  const teams = listTeams(person, dependencies.directory);
  const of = { teams: [...teams, null].map((team) => ({ authority, team })) };
  const settings = findAuthoritySettings(dependencies.directory, authority);
  const open = await readOpenTasks(dependencies, of, now);
  const wanted = WANTED[person.role];
  return open
    .flatMap((stored) => listTask(stored, settings, now))
    .filter(({ group }) => wanted.includes(group));
};

/** A child who is missing, or whose interview was held although nobody has confirmed that they are home. */
const listEpisode = ({ episodeId, status, reportedAt, task }: Episode): readonly ListedTask[] => {
  const listed = { taskId: toTaskId(episodeId), dueAt: null };
  if (status === 'missing') {
    return [{ ...listed, group: 'still-missing', missingSince: reportedAt }];
  }
  return task?.state === 'closed' ? [{ ...listed, group: 'return-unconfirmed' }] : [];
};

/** Children of their teams, or of the authority, who are not known to be home and have no open task. */
const listNotHome = async (
  { episodes, directory }: DigestDependencies,
  person: Practitioner,
): Promise<readonly ListedTask[]> => {
  const { authority } = person;
  const teams = [...listTeams(person, directory), null];
  const statuses = ['missing', 'found'] as const;
  const query = { authorities: [authority], statuses, force: null, flag: null } as const;
  const listed: ListedTask[] = [];
  const pages = readPages((after) => episodes.listEpisodes({ ...query, after, limit: PAGE }));
  for await (const page of pages)
    for (const { episode } of page) {
      const isTheirs =
        episode.responsibleAuthority === authority &&
        teams.includes(findEpisodeTeam(directory, episode));
      if (isTheirs) listed.push(...listEpisode(episode));
    }
  return listed;
};

const listOwnTasks = async (
  dependencies: DigestDependencies,
  { practitionerId, authority }: Practitioner,
  now: Instant,
): Promise<readonly ListedTask[]> => {
  const { tasks } = await dependencies.staff.readCaseload(practitionerId);
  const settings = findAuthoritySettings(dependencies.directory, authority);
  const states = await pMap(
    tasks,
    ({ taskId }) => dependencies.episodes.readState(toEpisodeId(taskId)),
    { concurrency: AT_ONCE },
  );
  return states.flatMap((stored) => (stored === null ? [] : listTask(stored, settings, now)));
};

/**
 * The open tasks in somebody's digest, most urgent first: their own, and for a team manager those of
 * their teams that are unallocated, without a clock, late or due within 24 hours, have an appointment today, or a plan
 * whose day has passed. A head of service and a director get those of the authority that are late, unallocated or without
 * a clock, or have such a plan. Those above practitioners also get who is missing, or not known to be home.
 */
export const listDigestTasks = async (
  dependencies: DigestDependencies,
  person: Practitioner,
  now: Instant,
): Promise<readonly ListedTask[]> => {
  const own = await listOwnTasks(dependencies, person, now);
  if (person.role === 'practitioner') return sortByUrgency(own);
  const managed = await listManagedTasks(dependencies, person, now);
  return sortByUrgency([...(await listNotHome(dependencies, person)), ...managed, ...own]);
};

const DIGEST_TIME = '08:00';

/** The same alert however often, and however late, it is created on a London day. Created early, it waits. */
const createDigestAlert = ({ practitionerId, authority }: Practitioner, now: Instant): Alert => {
  const date = toLondonDate(now);
  const morning = findInstantInLondon(date, DIGEST_TIME);
  return createAlert(
    {
      cause: `digest/${date}`,
      recipient: practitionerId,
      authority,
      kind: 'digest',
      task: null,
      quietHours: null,
      wakesSender: now >= morning,
    },
    morning,
  );
};

interface WriteDigestsDependencies extends DigestDependencies {
  readonly alerts: Pick<AlertStore, 'addAlerts'>;
  readonly staff: Pick<StaffStore, 'read' | 'readCaseload'>;
}

const writeDigest = async (
  dependencies: WriteDigestsDependencies,
  person: Practitioner,
  now: Instant,
): Promise<boolean> => {
  if (person.inactive) return false;
  const tasks = await listDigestTasks(dependencies, person, now);
  if (tasks.length === 0) return false;
  await dependencies.alerts.addAlerts([createDigestAlert(person, now)]);
  return true;
};

/**
 * Writes the digest alert of the day for each member of staff who has tasks to list, and returns for how many.
 * The tasks are read when the digest is sent. Late or repeated, it is still one a day.
 */
export const writeDigests = async (
  dependencies: WriteDigestsDependencies,
  now: Instant,
): Promise<number> => {
  const readStaff = createStaffReader(dependencies);
  let count = 0;
  for (const { code } of dependencies.directory.authorities) {
    const { practitioners: staff } = await readStaff(code);
    const written = await Promise.all(
      staff.map((person) => writeDigest(dependencies, person, now)),
    );
    count += written.filter(Boolean).length;
  }
  return count;
};
