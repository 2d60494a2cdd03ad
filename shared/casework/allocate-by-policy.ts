import { hash } from '../kernel/hash.ts';
import { addMs, type Instant } from '../kernel/instant.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { readStaff, type StaffDependencies } from '../directory/staff-store.ts';
import type { Caseload } from '../directory/staff.ts';
import { type Alert, type AlertKind, createAlert } from '../alerts/alert.ts';
import { type Action, POLICY } from '../episodes/action.ts';
import type { ReferenceStore } from '../episodes/reference-store.ts';
import type { EpisodeConsequences } from '../episodes/consequence-writes.ts';
import type { ChildLink, Episode } from '../episodes/episode.ts';
import type { Fact } from '../episodes/fact.ts';
import {
  listKnownPractitioners,
  listGivenIds,
  readChildInCare,
} from '../episodes/rules/interviewer.ts';
import { type DecidedChildren, listSameChild } from '../episodes/rules/child-matches.ts';
import type { RhiTask } from '../episodes/task.ts';
import {
  type AllocationChoice,
  choosePractitioner,
  listCandidates,
  type TaskToAllocate,
} from './choose-practitioner.ts';

interface Dependencies extends StaffDependencies {
  readonly episodes: Pick<ReferenceStore, 'listEpisodesUnder' | 'readChildren'>;
}

/** A notification, or what a person says of an episode. */
export type ChangeCause = Pick<Fact, 'force' | 'id' | 'receivedAt'>;

interface NotifiedEpisode {
  readonly fact: ChangeCause;
  readonly episode: Episode;
  readonly link: Pick<ChildLink, 'childId' | 'formerChildIds'>;
  /** Id of the notification that the task is for. */
  readonly workedFor: string;
  readonly authorityBefore: string | null;
  /** The task opens with it. */
  readonly isNew: boolean;
}

/** Without an action when a manager is to decide who gets the task. */
export type PolicyAllocation = Pick<EpisodeConsequences, 'alerts' | 'claim'> & {
  readonly action: Action | null;
};

interface Chosen {
  readonly choice: AllocationChoice;
  readonly claim: Caseload | null;
}

/** The practitioner of the former authority, who can no longer see the task. */
const findFormerPractitioner = ({ episode, authorityBefore }: NotifiedEpisode): string | null => {
  const moved = authorityBefore !== null && authorityBefore !== episode.responsibleAuthority;
  return moved ? (episode.task?.allocation?.practitioner ?? null) : null;
};

/** Only open tasks that were never allocated, or are with a practitioner of another authority. */
const canAllocate = (task: RhiTask | null, former: string | null): task is RhiTask =>
  task?.state === 'open' && (task.allocation === null || former !== null);

const listOtherTasks = async (
  episodes: Dependencies['episodes'],
  { episode, link: { childId } }: Pick<NotifiedEpisode, 'episode' | 'link'>,
  children: DecidedChildren,
): Promise<readonly RhiTask[]> => {
  const all =
    childId === null ? [] : await episodes.listEpisodesUnder(listSameChild(childId, children));
  return all
    .filter((other) => other.episode.episodeId !== episode.episodeId)
    .flatMap((other) => other.episode.task ?? []);
};

/** When the message arrived, or the task was opened or last allocated if that was later. */
const readAllocationTime = (
  { receivedAt }: ChangeCause,
  { openedAt, allocation }: RhiTask,
): Instant => {
  const before = allocation === null ? openedAt : addMs(allocation.at, 1);
  return receivedAt < before ? before : receivedAt;
};

/** The same each time the notification is delivered. */
const createAction = (
  { fact, workedFor }: NotifiedEpisode,
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
    notificationId: workedFor,
  };
};

/** For whom the child asked when it was last asked, of the tasks of its other episodes, newest first. */
const findWish = (others: readonly RhiTask[]): string | null =>
  others.find(({ visitNeeds }) => visitNeeds !== null)?.visitNeeds?.wishedPractitioner ?? null;

/** All that decides who gets a task, with the caseloads of whoever might. */
export const readQuestion = async (
  dependencies: Dependencies,
  notified: Pick<NotifiedEpisode, 'episode' | 'link'>,
  { taskId, team, dueAt, visitNeeds }: RhiTask,
  at: Instant,
): Promise<{ readonly question: TaskToAllocate; readonly caseloads: readonly Caseload[] }> => {
  const { episode, link } = notified;
  const { continuityDays, urgentHours } = findAuthoritySettings(
    dependencies.directory,
    episode.responsibleAuthority,
  );
  const children = await dependencies.episodes.readChildren(listGivenIds(link));
  const [staff, others] = await Promise.all([
    readStaff(dependencies, episode.responsibleAuthority),
    listOtherTasks(dependencies.episodes, notified, children),
  ]);
  const child = readChildInCare(episode, link, children);
  const known = listKnownPractitioners(others, continuityDays, at);
  const wished = visitNeeds === null ? findWish(others) : visitNeeds.wishedPractitioner;
  const question = { taskId, team, dueAt, child, wished, known, staff, urgentHours };
  const caseloads = await Promise.all(
    listCandidates(question).map(({ practitionerId }) =>
      dependencies.staff.readCaseload(practitionerId),
    ),
  );
  return { question, caseloads };
};

/** Null when the team of the task is not known. */
export const chooseByPolicy = async (
  dependencies: Dependencies,
  notified: Pick<NotifiedEpisode, 'episode' | 'link'>,
  task: RhiTask,
  at: Instant,
): Promise<Chosen | null> => {
  if (task.team === null) return null;
  const { question, caseloads } = await readQuestion(dependencies, notified, task, at);
  const loads = new Map(caseloads.map(({ practitionerId, tasks }) => [practitionerId, tasks]));
  const choice = choosePractitioner(question, loads, at);
  const claim = caseloads.find(({ practitionerId }) => practitionerId === choice.practitioner);
  return { choice, claim: claim ?? null };
};

const createAlerts = (
  { fact, episode, authorityBefore }: NotifiedEpisode,
  action: Action,
  recipients: { readonly practitioner: string | null; readonly former: string | null },
  { directory }: Dependencies,
): readonly Alert[] => {
  const { task, responsibleAuthority } = episode;
  const about = { cause: action.actionId, task, wakesSender: true };
  const notify = (recipient: string | null, kind: AlertKind, authority: string) => {
    if (recipient === null) return [];
    const { quietHours } = findAuthoritySettings(directory, authority);
    return [createAlert({ ...about, recipient, kind, authority, quietHours }, fact.receivedAt)];
  };
  return [
    ...notify(recipients.practitioner, 'new-task', responsibleAuthority),
    ...(recipients.former === recipients.practitioner
      ? []
      : notify(recipients.former, 'no-longer-yours', authorityBefore ?? responsibleAuthority)),
  ];
};

/** Once, when the task opens: whom the child asked for, or knows, has no room. */
const askManagers = async (
  dependencies: Dependencies,
  { episode, fact }: NotifiedEpisode,
  task: RhiTask,
): Promise<PolicyAllocation> => {
  const authority = episode.responsibleAuthority;
  const { practitioners } = await readStaff(dependencies, authority);
  const { quietHours } = findAuthoritySettings(dependencies.directory, authority);
  const about = { cause: `decide-who#${fact.force}#${fact.id}`, authority, task, quietHours };
  const alerts = chooseEscalationRecipients(['team-manager'], task, practitioners).map(
    ({ practitionerId: recipient }) =>
      createAlert({ ...about, recipient, kind: 'decide-who', wakesSender: true }, fact.receivedAt),
  );
  return { action: null, alerts, claim: null };
};

/**
 * Allocates an open task that was never allocated, or whose episode moved to another authority.
 * Null when there is no such task or no suitable practitioner: the ladder then escalates it. Throws
 * when the staff cannot be read, so that the queue delivers the message again.
 */
export const allocateByPolicy = async (
  dependencies: Dependencies,
  notified: NotifiedEpisode,
): Promise<PolicyAllocation | null> => {
  const { task } = notified.episode;
  const former = findFormerPractitioner(notified);
  if (!canAllocate(task, former)) return null;
  const at = readAllocationTime(notified.fact, task);
  const { choice = null, claim = null } =
    (await chooseByPolicy(dependencies, notified, task, at)) ?? {};
  const practitioner = choice?.practitioner ?? null;
  if (practitioner === null && former === null)
    return isForManager(choice, notified) ? askManagers(dependencies, notified, task) : null;
  const action = createAction(notified, task, choice, at);
  return {
    action,
    alerts: createAlerts(notified, action, { practitioner, former }, dependencies),
    claim,
  };
};

const isForManager = (choice: AllocationChoice | null, { isNew }: NotifiedEpisode): boolean =>
  isNew && choice?.practitioner === null && choice.isForManager;
