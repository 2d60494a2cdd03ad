import { hash } from '../kernel/hash.ts';
import { addMs, type Instant } from '../kernel/instant.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { readStaff, type StaffDependencies } from '../directory/staff-store.ts';
import type { Caseload } from '../directory/staff.ts';
import { type Alert, type AlertKind, createAlert } from '../alerts/alert.ts';
import { type Action, POLICY } from '../episodes/action.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { EpisodeConsequences } from '../episodes/episode-writes.ts';
import type { Episode } from '../episodes/episode.ts';
import type { Fact } from '../episodes/fact.ts';
import { listKnownPractitioners, readChildInCare } from '../episodes/rules/interviewer.ts';
import type { RhiTask } from '../episodes/task.ts';
import {
  type AllocationChoice,
  choosePractitioner,
  listCandidateIds,
} from './choose-practitioner.ts';

interface PolicyPorts extends StaffDependencies {
  readonly episodes: Pick<EpisodeStore, 'listEpisodesOfChild'>;
}

/** What a notification has come to so far. */
interface Noticed {
  readonly fact: Fact;
  readonly episode: Episode;
  readonly childId: string | null;
  /** Whose it was before this notification; null for a new episode. */
  readonly authorityBefore: string | null;
}

/** An allocation, to be written with the notification that brought it about. */
export type PolicyAllocation = Pick<EpisodeConsequences, 'alerts' | 'claim'> & {
  readonly action: Action;
};

interface Chosen {
  readonly choice: AllocationChoice;
  readonly claim: Caseload | null;
}

/** Who has the task although it is another authority's now: they may not even see it any more. */
const leftBehind = ({ episode, authorityBefore }: Noticed): string | null => {
  const moved = authorityBefore !== null && authorityBefore !== episode.responsibleAuthority;
  return moved ? (episode.task?.allocation?.practitioner ?? null) : null;
};

/** Only an open task that nobody ever allocated, or that is with somebody of another authority. */
const isForPolicy = (task: RhiTask | null, left: string | null): task is RhiTask =>
  task?.state === 'open' && (task.allocation === null || left !== null);

const tasksOfChild = async (
  episodes: PolicyPorts['episodes'],
  { episode, childId }: Noticed,
): Promise<readonly RhiTask[]> => {
  const all = childId === null ? [] : await episodes.listEpisodesOfChild(childId);
  return all
    .filter((other) => other.episode.episodeId !== episode.episodeId)
    .flatMap((other) => other.episode.task ?? []);
};

/** When the policy chose: as the message arrived, but after what opened the task and whoever had it. */
const chosenAt = ({ receivedAt }: Fact, { openedAt, allocation }: RhiTask): Instant => {
  const before = allocation === null ? openedAt : addMs(allocation.at, 1);
  return receivedAt < before ? before : receivedAt;
};

/** The same however often the queue brings the same notification. */
const actionOf = (
  { fact }: Noticed,
  task: RhiTask,
  choice: AllocationChoice | null,
  at: Instant,
): Action => {
  const actionId = `act-${hash('action', task.taskId, POLICY, fact.force, fact.id)}`;
  const practitioner = choice?.practitioner ?? null;
  const basis = choice?.practitioner == null ? 'other-authority' : choice.basis;
  return {
    kind: 'allocation',
    practitioner,
    basis,
    why: choice?.considered ?? null,
    actionId,
    by: POLICY,
    happenedAt: at,
    recordedAt: at,
    corrects: null,
    contentHash: hash(actionId, practitioner ?? '', basis),
    texts: [],
  };
};

/** Null when the team is not known, so that there is nobody to choose from. */
const chooseFor = async (
  ports: PolicyPorts,
  noticed: Noticed,
  { taskId, team }: RhiTask,
  at: Instant,
): Promise<Chosen | null> => {
  if (team === null) return null;
  const { episode, childId } = noticed;
  const { continuityDays, urgentHours } = findAuthoritySettings(
    ports.directory,
    episode.responsibleAuthority,
  );
  const [staff, others] = await Promise.all([
    readStaff(ports, episode.responsibleAuthority),
    tasksOfChild(ports.episodes, noticed),
  ]);
  const child = readChildInCare(episode, childId);
  const known = listKnownPractitioners(others, continuityDays, at);
  const question = { taskId, team, child, known, staff, urgentHours };
  const caseloads = await Promise.all(
    listCandidateIds(question).map((id) => ports.staff.readCaseload(id)),
  );
  const loads = new Map(caseloads.map(({ practitionerId, tasks }) => [practitionerId, tasks]));
  const choice = choosePractitioner(question, loads, at);
  const claim = caseloads.find(({ practitionerId }) => practitionerId === choice.practitioner);
  return { choice, claim: claim ?? null };
};

/** Who gets it is told, and who had it although it is another authority's now. */
const alertsFor = (
  { fact, episode, authorityBefore }: Noticed,
  action: Action,
  recipients: { readonly taken: string | null; readonly left: string | null },
  { directory }: PolicyPorts,
): readonly Alert[] => {
  const { task, responsibleAuthority } = episode;
  const about = { cause: action.actionId, task, wakesSender: true };
  const tell = (recipient: string | null, kind: AlertKind, authority: string) => {
    if (recipient === null) return [];
    const { quietHours } = findAuthoritySettings(directory, authority);
    return [createAlert({ ...about, recipient, kind, authority, quietHours }, fact.receivedAt)];
  };
  return [
    ...tell(recipients.taken, 'new-task', responsibleAuthority),
    ...tell(recipients.left, 'reallocated', authorityBefore ?? responsibleAuthority),
  ];
};

/**
 * Allocates a task that is open and that nobody ever allocated, when a notification of its episode
 * comes, and one whose episode turned out to be another authority's; null when there is none, or
 * nobody is suitable: then the ladder takes it. Only such a task costs reads. Throws when the staff
 * cannot be read, so that the message comes again.
 */
export const allocateByPolicy = async (
  ports: PolicyPorts,
  noticed: Noticed,
): Promise<PolicyAllocation | null> => {
  const { task } = noticed.episode;
  const left = leftBehind(noticed);
  if (!isForPolicy(task, left)) return null;
  const at = chosenAt(noticed.fact, task);
  const chosen = await chooseFor(ports, noticed, task, at);
  const taken = chosen?.choice.practitioner ?? null;
  if (taken === null && left === null) return null;
  const action = actionOf(noticed, task, chosen?.choice ?? null, at);
  return {
    action,
    alerts: alertsFor(noticed, action, { taken, left }, ports),
    claim: chosen?.claim ?? null,
  };
};
