import type { PractitionerView } from '../../../shared/directory/practitioner-api.ts';
import type { EscalationView } from '../../../shared/escalation/list-escalations.ts';
import type { TaskView } from '../../../shared/episodes/task-api.ts';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { createRandom, type Random } from '../demonstration/random.ts';
import type { Step } from './event.ts';
import type { Desk, FilledForm } from './desk.ts';
import { FORMS, type FormKind } from './fill-form.ts';
import { readAs, sendForm } from './send-form.ts';
import type { FormResult, Form, Worker, World } from './world.ts';

const WEIGHTS: Readonly<Record<FormKind, number>> = {
  attempt: 12,
  offer: 8,
  booking: 8,
  missed: 3,
  completed: 18,
  declined: 8,
  'not-possible': 4,
  debrief: 22,
  'attempt corrected': 4,
  'outcome corrected': 8,
  'debrief corrected': 6,
  retraction: 8,
  'take over': 5,
  'hand back': 4,
  allocation: 6,
  acknowledgement: 8,
  'plan renewal': 3,
  absence: 2,
  'intelligence report': 12,
  referral: 8,
  'referral updated': 3,
  'staff member': 3,
  return: 4,
  joining: 20,
  match: 20,
};

const MANAGES: readonly FormKind[] = [
  'allocation',
  'acknowledgement',
  'plan renewal',
  'staff member',
  'joining',
  'match',
];
const PRACTISES: readonly FormKind[] = ['take over', 'hand back'];
const AFTER_THE_OUTCOME: readonly FormKind[] = [
  'outcome corrected',
  'debrief',
  'debrief corrected',
  'retraction',
  'intelligence report',
  'referral',
  'referral updated',
];
const AFTER_THE_DEBRIEF: readonly FormKind[] = [
  'intelligence report',
  'referral',
  'referral updated',
];

/** How often a child talks of whom an outcome is recorded already. */
const TALKS_LATER = 0.2;

/** What is done before an outcome, mostly. */
const NEEDS_OPEN: readonly FormKind[] = ['attempt', 'booking', 'missed', 'match', 'joining'];

interface List<T> {
  readonly items: readonly T[];
}

const drawWorker = (random: Random, { staff }: World, kind: FormKind): Worker => {
  const fits = ({ role }: Worker): boolean =>
    (!MANAGES.includes(kind) || role !== 'practitioner') &&
    (!PRACTISES.includes(kind) || role === 'practitioner');
  return random.pick(staff.filter(fits));
};

/** The id of an episode that is not the first of its reference. */
const FURTHER = /^ep-[0-9a-f]+-/;

/** After a decline that an interview followed there can be two. */
const hasInterview = ({ outcome, debriefs, declinedFirst }: TaskView): boolean =>
  debriefs.length < (declinedFirst === null ? 1 : 2) &&
  outcome?.covers != null &&
  outcome.outcome !== 'not-possible';

const makesSense = (kind: FormKind, task: TaskView): boolean => {
  if (kind === 'debrief') return hasInterview(task);
  if (kind === 'completed') return task.outcome?.outcome !== 'completed';
  if (kind === 'joining') return FURTHER.test(task.episodeId);
  return !AFTER_THE_DEBRIEF.includes(kind) || task.debriefs.length > 0;
};

/** Mostly a task on which the form makes sense; a first episode cannot be joined to anything. */
const drawTask = (random: Random, kind: FormKind, tasks: readonly TaskView[]): TaskView | null => {
  if (tasks.length === 0) return null;
  const fitting = tasks.filter((task) => makesSense(kind, task));
  if (kind === 'joining' && fitting.length === 0) return null;
  return random.pick(fitting.length > 0 ? fitting : tasks);
};

const isOfSameChild = (one: TaskView, other: TaskView): boolean => one.childId === other.childId;

/** What an interview can cover as well; and of whom a person could say that they are the same child. */
const listOthers = (
  kind: FormKind,
  task: TaskView,
  tasks: readonly TaskView[],
): readonly TaskView[] =>
  tasks.filter((other) => {
    if (other.childId === null || other.taskId === task.taskId) return false;
    return kind === 'match'
      ? !isOfSameChild(task, other)
      : isOfSameChild(task, other) && other.state === 'open';
  });

const drawState = (random: Random, kind: FormKind): TaskView['state'] => {
  const isClosed = random.happens(AFTER_THE_OUTCOME.includes(kind) ? 0.9 : TALKS_LATER);
  return isClosed && !NEEDS_OPEN.includes(kind) ? 'closed' : 'open';
};

/** Null when the lists cannot be read, or there is nothing to do. */
const openDesk = async (
  world: World,
  random: Random,
  worker: Worker,
  kind: FormKind,
): Promise<Desk | null> => {
  const state = drawState(random, kind);
  const path = `/api/v1/tasks?authority=${worker.authority}&state=${state}`;
  const tasks = (await readAs<List<TaskView>>(world, worker, path))?.items ?? [];
  const escalations =
    kind === 'acknowledgement' || kind === 'plan renewal'
      ? await readAs<List<EscalationView>>(
          world,
          worker,
          `/api/v1/escalations?acknowledged=${kind === 'plan renewal'}`,
        )
      : null;
  const colleagues =
    kind === 'staff member'
      ? await readAs<List<PractitionerView>>(world, worker, '/api/v1/practitioners')
      : null;
  const task = drawTask(random, kind, tasks);
  if (task === null) return null;
  return {
    world,
    random,
    worker,
    now: world.runtime.now(),
    task,
    others: listOthers(kind, task, tasks),
    escalations: escalations?.items ?? [],
    colleagues: colleagues?.items ?? [],
  };
};

const readTaskId = (path: string, task: TaskView): string | null => {
  if (path.includes('/tasks/')) return task.taskId;
  const episode = /ep-([0-9a-f-]+)/.exec(path)?.[1];
  if (episode !== undefined) return `rhi-${episode}`;
  const escalation = /esc-([0-9a-f-]+)/.exec(path)?.[1];
  return escalation === undefined ? null : `rhi-${escalation}`;
};

/** Mostly those who may: others are refused. */
const chooseCorrector = (
  world: World,
  random: Random,
  filled: FilledForm,
  worker: Worker,
): Worker => {
  const { corrects } = filled.body;
  const author = world.forms.find(({ results }) =>
    results.some(({ actionId }) => actionId !== null && actionId === corrects),
  )?.worker;
  return author !== undefined && random.happens(0.8) ? author : worker;
};

const fillOnce = async (world: World, random: Random, isStale: boolean): Promise<Form | null> => {
  const kind = random.pickWeighted(WEIGHTS);
  const worker = drawWorker(random, world, kind);
  const desk = await openDesk(world, random, worker, kind);
  const filled = desk === null ? null : FORMS[kind](desk);
  if (desk === null || filled === null) return null;
  const version = Number(filled.body['taskVersion']);
  const stale = isStale && 'taskVersion' in filled.body ? { taskVersion: version - 1 } : {};
  const key = world.nextKey();
  return {
    ...filled,
    key,
    kind: kind.replace(' corrected', ''),
    taskId: readTaskId(filled.path, desk.task),
    worker: chooseCorrector(world, random, filled, worker),
    body: { ...filled.body, ...stale, ...(kind === 'staff member' ? {} : { key }) },
    results: [],
  };
};

const MOST_LOOKS = 4;

/** Looks for something else to do when there was nothing. */
const fillIn = async (world: World, random: Random, isStale: boolean): Promise<Form | null> => {
  for (let look = 0; look < MOST_LOOKS; look++) {
    const form = await fillOnce(world, random, isStale);
    if (form !== null) return form;
  }
  return null;
};

const drawSentForm = (random: Random, { forms }: World): Form | null =>
  forms.length === 0 ? null : random.pick(forms);

const describeResult = ({ status, problem }: FormResult): string =>
  problem === null ? String(status) : `${status} ${problem}`;

const describe = (
  { kind, worker, taskId, covers }: Form,
  results: readonly FormResult[],
): string => {
  const about = taskId === null ? '' : ` on ${formatTaskReference(taskId)}`;
  const also = covers.length === 0 ? '' : ` and ${covers.length} more`;
  const said = results.map(describeResult).join(' and ');
  return `${worker.practitionerId} sends ${kind}${about}${also}: ${said}`;
};

const MANNER_WORDS = {
  once: '',
  twice: ' (a double click)',
  stale: ' (old form)',
  again: ' (again)',
};

/** One person does one thing, as drawn from what the API shows them now. Says in words what it was. */
export const actAsPerson = async (
  world: World,
  { manner, draw }: Step & { readonly kind: 'person' },
): Promise<string> => {
  const random = createRandom('person', draw);
  const form =
    manner === 'again'
      ? drawSentForm(random, world)
      : await fillIn(world, random, manner === 'stale');
  if (form === null) return 'somebody finds nothing to do';
  if (manner !== 'again') world.forms.push(form);
  const results = await Promise.all(
    Array.from({ length: manner === 'twice' ? 2 : 1 }, () => sendForm(world, form)),
  );
  return `${describe(form, results)}${MANNER_WORDS[manner]}`;
};
