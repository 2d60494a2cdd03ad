import { type Alert, createAlert } from '../alerts/alert.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { readStaff, type StaffDependencies } from '../directory/staff-store.ts';
import type { Action } from '../episodes/action.ts';
import type { Episode } from '../episodes/episode.ts';
import type { EpisodeRecord } from '../episodes/reference-record.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { Instant } from '../kernel/instant.ts';

/** Ids of episodes of one reference. */
interface Move {
  readonly from: string;
  readonly to: string;
}

/** What intake concludes by itself is nobody's work. */
const isWork = ({ kind }: Action): boolean =>
  kind !== 'duplicate-check' && kind !== 'deceased-check';

/** Between which episodes recorded work moves when a notification changes what belongs where. */
const listMoves = (
  before: readonly EpisodeRecord[],
  after: readonly EpisodeRecord[],
): readonly Move[] => {
  const now = new Map(
    after.flatMap(({ episodeId, actions }) => actions.map(({ actionId }) => [actionId, episodeId])),
  );
  return before.flatMap(({ episodeId: from, actions }) =>
    actions.filter(isWork).flatMap(({ actionId }) => {
      const to = now.get(actionId);
      return to === undefined || to === from ? [] : [{ from, to }];
    }),
  );
};

export interface MovedWork {
  readonly before: readonly EpisodeRecord[];
  readonly after: readonly EpisodeRecord[];
  /** Every episode of the reference as it was and as it will be. */
  readonly episodes: { readonly before: readonly Episode[]; readonly after: readonly Episode[] };
  /** What moved it: the same each time the notification is delivered. */
  readonly cause: string;
  readonly at: Instant;
}

type OwnedTask = { readonly task: RhiTask; readonly authority: string };

const listTasks = (episodes: readonly Episode[], ids: ReadonlySet<string>): readonly OwnedTask[] =>
  episodes.flatMap(({ episodeId, task, responsibleAuthority: authority }) =>
    task === null || !ids.has(episodeId) ? [] : [{ task, authority }],
  );

/**
 * Alerts whoever holds, or held, one of the tasks between which work moves, and their managers, about the task that has
 * it now (police contract). People of another authority than that one are alerted about their own.
 */
export const notifyOfMovedWork = async (
  dependencies: StaffDependencies,
  { before, after, episodes, cause, at }: MovedWork,
): Promise<readonly Alert[]> => {
  const moves = listMoves(before, after);
  const targets = listTasks(episodes.after, new Set(moves.map(({ to }) => to)));
  const ids = new Set(moves.flatMap(({ from, to }) => [from, to]));
  const concerned = listTasks([...episodes.before, ...episodes.after], ids);
  const alerts = await Promise.all(
    concerned.map(async ({ task, authority }) => {
      const { practitioners } = await readStaff(dependencies, authority);
      const { quietHours } = findAuthoritySettings(dependencies.directory, authority);
      const about = targets.find((one) => one.authority === authority)?.task ?? task;
      const common = { cause: `work-moved#${cause}`, authority, kind: 'work-moved' as const };
      return chooseEscalationRecipients(['practitioner', 'team-manager'], task, practitioners).map(
        ({ practitionerId: recipient }) =>
          createAlert({ ...common, recipient, task: about, quietHours, wakesSender: true }, at),
      );
    }),
  );
  return [...new Map(alerts.flat().map((alert) => [alert.alertId, alert])).values()];
};
