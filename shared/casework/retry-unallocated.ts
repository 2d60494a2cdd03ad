import type { Caller } from '../access/caller.ts';
import { createAlert } from '../alerts/alert.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import type { Absence } from '../directory/staff.ts';
import { POLICY } from '../episodes/action.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import type { RhiTask } from '../episodes/task.ts';
import { addMs, DAY_MS, type Instant } from '../kernel/instant.ts';
import { toLondonDate } from '../kernel/london-time.ts';
import type { Result } from '../kernel/result.ts';
import { chooseByPolicy } from './allocate-by-policy.ts';
import { type Decided, recordAction } from './record-action.ts';
import type { ActionDependencies, TaskRecord } from './task-record.ts';

const PAGE = 100;

/** What a person decided to take from somebody stays with the managers. */
const isForPolicy = ({ allocation }: RhiTask): boolean =>
  allocation === null ||
  (allocation.practitioner === null &&
    (allocation.basis === 'left' || allocation.basis === 'other-authority'));

const listUnallocated = async (
  { episodes }: { readonly episodes: Pick<EpisodeStore, 'listTasks'> },
  authority: string,
  teams: readonly string[],
  now: Instant,
): Promise<readonly StoredEpisode[]> => {
  const of = { teams: teams.map((team) => ({ authority, team })) };
  const found: StoredEpisode[] = [];
  let after: string | null = null;
  do {
    const query = { of, state: 'open' as const, now, after, limit: PAGE };
    const page = await episodes.listTasks(query);
    found.push(...page.items.filter(({ episode: { task } }) => task !== null && isForPolicy(task)));
    ({ after } = page);
  } while (after !== null);
  return found;
};

const decide = async (
  dependencies: ActionDependencies,
  { stored, task }: TaskRecord,
  actionId: string,
  now: Instant,
): Promise<Result<Decided>> => {
  const chosen = isForPolicy(task)
    ? await chooseByPolicy(dependencies, { episode: stored.episode, link: stored }, task, now)
    : null;
  const choice = chosen?.choice;
  if (choice?.practitioner == null) return { refusal: { problem: 'stale' } };
  const { practitioner, basis, considered } = choice;
  const authority = stored.episode.responsibleAuthority;
  const { quietHours } = findAuthoritySettings(dependencies.directory, authority);
  const about = { cause: actionId, recipient: practitioner, authority, task, quietHours };
  const alert = createAlert({ ...about, kind: 'new-task', wakesSender: true }, now);
  return {
    value: {
      detail: { kind: 'allocation', practitioner, basis, why: considered },
      alerts: [alert],
      claim: chosen?.claim ?? null,
    },
  };
};

/** The policy tries again what it could give to nobody: somebody is there again, or has room. Those it cannot give stay. */
export const retryUnallocated = async (
  dependencies: ActionDependencies,
  authority: string,
  teams: readonly string[],
  now: Instant,
): Promise<void> => {
  if (teams.length === 0) return;
  const policy: Caller = { subject: POLICY, role: 'manager', authorities: [authority] };
  for (const { episode, taskVersion } of await listUnallocated(
    dependencies,
    authority,
    teams,
    now,
  )) {
    const { taskId } = episode.task ?? {};
    if (taskId === undefined) continue;
    const key = `retry-${String(taskVersion)}`;
    const request = { taskId, key, taskVersion: null, kind: 'allocation', content: {} } as const;
    await recordAction(dependencies, request, policy, now, (record, actionId) =>
      decide(dependencies, record, actionId, now),
    );
  }
};

/** Of whom yesterday was the last day away. */
export const listReturnedToday = (
  absences: readonly Absence[],
  now: Instant,
): ReadonlySet<string> => {
  const yesterday = toLondonDate(addMs(now, -DAY_MS));
  return new Set(
    absences.flatMap(({ until, practitionerId }) => (until === yesterday ? [practitionerId] : [])),
  );
};
