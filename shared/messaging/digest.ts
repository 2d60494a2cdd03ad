import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { TaskListQuery } from '../episodes/task-lists.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import { type Alert, createAlert } from '../alerts/alert.ts';
import { type Directory, findAuthoritySettings } from '../directory/directory.ts';
import type { AuthoritySettings } from '../directory/settings.ts';
import { createStaffReader, type StaffStore } from '../directory/staff-store.ts';
import type { Practitioner } from '../directory/staff.ts';
import { addMs, type Instant, DAY_MS } from '../kernel/instant.ts';
import { findInstantInLondon, toLondonDate } from '../kernel/london-time.ts';
import type { AlertStore } from './alert-store.ts';
import { sortByUrgency } from './compose-message.ts';
import type { MessageTask } from './personalisation.ts';
import { readPages } from '../kernel/page.ts';

export interface DigestDependencies {
  readonly episodes: Pick<EpisodeStore, 'listTasks'>;
  readonly staff: Pick<StaffStore, 'readCaseload'>;
  readonly directory: Directory;
}

const SOON_MS = DAY_MS;

const PAGE = 500;

/** An escalation must be acknowledged, or the day of its plan has passed. */
const hasOpenEscalation = (
  { raised }: StoredEpisode,
  { ladder }: AuthoritySettings,
  today: string,
): boolean =>
  raised.some(({ level, acknowledged }) =>
    acknowledged === null
      ? ladder.find((one) => one.level === level)?.mustAcknowledge === true
      : acknowledged.planDate < today,
  );

const needsManager = (
  stored: StoredEpisode,
  settings: AuthoritySettings,
  now: Instant,
): boolean => {
  const { task } = stored.episode;
  if (task?.state !== 'open') return false;
  if ((task.allocation?.practitioner ?? null) === null) return true;
  if (task.dueAt !== null && task.dueAt <= addMs(now, SOON_MS)) return true;
  return hasOpenEscalation(stored, settings, toLondonDate(now));
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

const listManagerTasks = async (
  dependencies: DigestDependencies,
  { authority, teams }: Practitioner,
  now: Instant,
): Promise<readonly MessageTask[]> => {
  const of = { teams: [...teams, null].map((team) => ({ authority, team })) };
  const settings = findAuthoritySettings(dependencies.directory, authority);
  const open = await readOpenTasks(dependencies, of, now);
  return open
    .filter((stored) => needsManager(stored, settings, now))
    .flatMap(({ episode }) => episode.task ?? []);
};

/**
 * The open tasks in somebody's digest, most urgent first: their own, and for a team manager those of
 * their teams that are unallocated, overdue or due within 24 hours, or have an escalation to
 * acknowledge or a plan whose day has passed.
 */
export const listDigestTasks = async (
  dependencies: DigestDependencies,
  person: Practitioner,
  now: Instant,
): Promise<readonly MessageTask[]> => {
  const own = await dependencies.staff.readCaseload(person.practitionerId);
  const managed =
    person.role === 'team-manager' ? await listManagerTasks(dependencies, person, now) : [];
  return sortByUrgency([...own.tasks, ...managed], now);
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
    const staff = await readStaff(code);
    const written = await Promise.all(
      staff.map((person) => writeDigest(dependencies, person, now)),
    );
    count += written.filter(Boolean).length;
  }
  return count;
};
