import { type Action, POLICY } from '../domain/action.ts';
import { type AllocationChoice, allocateTask, askedAboutLoad } from '../domain/allocate-task.ts';
import { practitionersOfChild } from '../domain/child-practitioners.ts';
import { practiceOf } from '../domain/default-practice.ts';
import type { Episode } from '../domain/episode.ts';
import { digest } from '../domain/identity.ts';
import { childInCareOf } from '../domain/independence.ts';
import type { Instant } from '../domain/instant.ts';
import type { Fact } from '../domain/notification.ts';
import type { RhiTask } from '../domain/rhi-task.ts';
import type { EpisodeStore } from '../ports.ts';
import type { EpisodeConsequences } from '../ports/episode-change.ts';
import { alertOf } from './alerts/alert-of.ts';
import { readStaff, type StaffPorts } from './staff/read-staff.ts';

interface PolicyPorts extends StaffPorts {
  readonly episodes: Pick<EpisodeStore, 'listEpisodesOfChild'>;
}

/** What a notification has come to so far. */
interface Noticed {
  readonly fact: Fact;
  readonly episode: Episode;
  readonly childId: string | null;
}

/** An allocation, to be written with the notification that brought it about. */
export type PolicyAllocation = Pick<EpisodeConsequences, 'alerts' | 'claim'> & {
  readonly action: Action;
};

type Chosen = AllocationChoice & { readonly practitioner: string };

/** Only what nobody ever allocated, and whose team is known. */
const isForPolicy = (task: RhiTask | null): task is RhiTask & { readonly team: string } =>
  task?.state === 'open' && task.allocation === null && task.team !== null;

const tasksOfChild = async (
  episodes: PolicyPorts['episodes'],
  { episode, childId }: Noticed,
): Promise<readonly RhiTask[]> => {
  const all = childId === null ? [] : await episodes.listEpisodesOfChild(childId);
  return all
    .filter((other) => other.episode.episodeId !== episode.episodeId)
    .flatMap((other) => other.episode.task ?? []);
};

/** When the policy chose: as the message arrived, or as an earlier-arrived one had opened the task. */
const chosenAt = ({ receivedAt }: Fact, { openedAt }: RhiTask): Instant =>
  receivedAt < openedAt ? openedAt : receivedAt;

/** The same however often the queue brings the same notification. */
const actionOf = ({ fact }: Noticed, task: RhiTask, chosen: Chosen, at: Instant): Action => {
  const { practitioner, basis, considered } = chosen;
  const actionId = `act-${digest('action', task.taskId, POLICY, fact.force, fact.id)}`;
  return {
    kind: 'allocation',
    practitioner,
    basis,
    why: considered,
    actionId,
    by: POLICY,
    happenedAt: at,
    recordedAt: at,
    corrects: null,
    contentHash: digest(actionId, practitioner, basis),
    texts: [],
  };
};

/**
 * Allocates a task that is open and that nobody ever allocated, when a notification of its episode
 * comes; null when there is none, or nobody is suitable: then the ladder takes it. Only such a task
 * costs reads. Throws when the staff cannot be read, so that the message comes again.
 */
export const allocateByPolicy = async (
  ports: PolicyPorts,
  noticed: Noticed,
): Promise<PolicyAllocation | null> => {
  const { fact, episode, childId } = noticed;
  const { task, responsibleAuthority: authority } = episode;
  if (!isForPolicy(task)) return null;
  const { continuityDays, urgentHours, quietHours } = practiceOf(ports.directory, authority);
  const at = chosenAt(fact, task);
  const [staff, others] = await Promise.all([
    readStaff(ports, authority),
    tasksOfChild(ports.episodes, noticed),
  ]);
  const { taskId, team } = task;
  const child = childInCareOf(episode, childId);
  const known = practitionersOfChild(others, continuityDays, at);
  const question = { taskId, team, child, known, staff, urgentHours };
  const caseloads = await Promise.all(
    askedAboutLoad(question).map((id) => ports.staff.readCaseload(id)),
  );
  const loads = new Map(caseloads.map(({ practitionerId, tasks }) => [practitionerId, tasks]));
  const chosen = allocateTask(question, loads, at);
  if (chosen.practitioner === null) return null;
  const action = actionOf(noticed, task, chosen, at);
  const { practitioner: recipient } = chosen;
  const about = { cause: action.actionId, recipient, authority, task, quietHours };
  return {
    action,
    alerts: [alertOf({ ...about, kind: 'new-task', wakes: true }, fact.receivedAt)],
    claim: caseloads.find(({ practitionerId }) => practitionerId === recipient) ?? null,
  };
};
