import type { AuthoritySettings } from '../directory/authority.ts';
import { findAuthoritySettings } from '../directory/default-settings.ts';
import { addMs, HOUR_MS, type Instant } from '../kernel/instant.ts';
import { londonDateOf } from '../kernel/london-time.ts';
import type { TaskInMessage } from './personalisation.ts';
import type { Practitioner } from '../directory/practitioner.ts';
import type { ReachPorts } from './alert-ports.ts';
import { byUrgency } from './by-urgency.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import type { TaskListQuery } from '../episodes/task-lists.ts';

/** A manager is shown what falls due within so long. */
const SOON_MS = 24 * HOUR_MS;

const PAGE = 500;

/** Still to be acknowledged, or acknowledged with a plan whose day has passed. */
const waitsForManager = (
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
  return waitsForManager(stored, settings, londonDateOf(now));
};

const readOpen = async (
  { episodes }: Pick<ReachPorts, 'episodes'>,
  of: TaskListQuery['of'],
  now: Instant,
): Promise<readonly StoredEpisode[]> => {
  const open: StoredEpisode[] = [];
  let after: string | null = null;
  do {
    const query: TaskListQuery = { of, state: 'open', now, after, limit: PAGE };
    const page = await episodes.listTasks(query);
    open.push(...page.items);
    after = page.after;
  } while (after !== null);
  return open;
};

/** Tasks of no team are every manager's of the authority. */
const ofManager = async (
  ports: Pick<ReachPorts, 'episodes' | 'directory'>,
  { authority, teams }: Practitioner,
  now: Instant,
): Promise<readonly TaskInMessage[]> => {
  const of = { teams: [...teams, null].map((team) => ({ authority, team })) };
  const settings = findAuthoritySettings(ports.directory, authority);
  const open = await readOpen(ports, of, now);
  return open
    .filter((stored) => needsManager(stored, settings, now))
    .flatMap(({ episode }) => episode.task ?? []);
};

/**
 * The open tasks of which somebody is told each morning, most urgent first: their own, and for a team
 * manager those of the teams that are overdue, due within 24 hours or with nobody, have an escalation
 * to acknowledge, or a plan whose day has passed.
 */
export const digestTasks = async (
  ports: Pick<ReachPorts, 'episodes' | 'staff' | 'directory'>,
  person: Practitioner,
  now: Instant,
): Promise<readonly TaskInMessage[]> => {
  const own = await ports.staff.readCaseload(person.practitionerId);
  const managed = person.role === 'team-manager' ? await ofManager(ports, person, now) : [];
  return byUrgency([...own.tasks, ...managed], now);
};
