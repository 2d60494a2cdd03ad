import { type Action, POLICY } from '../../../../shared/episodes/action.ts';
import { toTaskId } from '../../../../shared/episodes/episode.ts';
import type { Item } from '../../../../shared/database/table.ts';
import type { MatchDecision } from '../../../../shared/episodes/rules/child-matches.ts';
import { hash } from '../../../../shared/kernel/hash.ts';
import { type Form, isAccepted, isRefused, type World } from '../world.ts';
import type { StoredItems } from './stored-items.ts';
import { listRepeated, requireThat, type Violation } from './violation.ts';

const describe = ({ worker, kind, key }: Form): string =>
  `${worker.practitionerId}: ${kind} ${key}`;

/** The id of an action follows from its task and the key of the form. */
const nameAction = (taskId: string, key: string): string => `act-${hash('action', taskId, key)}`;

/** What is said of an episode, not of the work on its task. */
const OF_EPISODES = ['return', 'joining'];

const readMatchId = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const listActionIds = ({ kind, taskId, key, covers, path }: Form): readonly string[] => {
  if (kind === 'match') return [`dec-${hash('match-decision', readMatchId(path), key)}`];
  if (taskId === null) return [];
  if (OF_EPISODES.includes(kind)) return [`act-${hash(kind, taskId.replace(/^rhi-/, 'ep-'), key)}`];
  const own = nameAction(taskId, key);
  return [own, ...covers.map((other) => nameAction(other, own))];
};

const checkForm = (form: Form, stored: ReadonlySet<string>): readonly Violation[] => {
  const { results } = form;
  const ids = listActionIds(form);
  const isRecorded = ids.every((id) => stored.has(id));
  const isAbsent = ids.every((id) => !stored.has(id));
  const accepted = results.filter(isAccepted);
  return [
    ...requireThat(
      accepted.length === 0 || isRecorded,
      'What was answered as recorded is recorded.',
      describe(form),
    ),
    ...requireThat(
      !results.every(isRefused) || isAbsent,
      'What was refused left nothing.',
      describe(form),
    ),
    ...requireThat(
      isRecorded || isAbsent,
      'An interview that covers several tasks is recorded on all of them or on none.',
      describe(form),
    ),
    ...requireThat(
      new Set(accepted.map(({ actionId }) => actionId)).size <= 1,
      'The same form sent again is the same action.',
      describe(form),
    ),
    ...requireThat(
      accepted.length === 0 || results.every(({ problem }) => problem !== 'stale'),
      'A form that was recorded is never answered as stale.',
      describe(form),
    ),
  ];
};

/** What is recorded with another action: outcomes and debriefs that are corrected or withdrawn with one. */
const isRecordedWith = (
  { actionId, corrects }: Action,
  known: ReadonlySet<string>,
  taskIds: readonly string[],
): boolean =>
  [...known].some((id) =>
    taskIds.some(
      (taskId) =>
        actionId === nameAction(taskId, id) ||
        actionId === nameAction(taskId, `${id}/${String(corrects)}`),
    ),
  );

const readDecisionId = (item: Item): string => (item['decision'] as MatchDecision).decisionId;

const listAbsences = ({ forms }: World): readonly Form[] =>
  forms.filter(({ kind }) => kind === 'absence');

/** A change of a member of staff holds until somebody changes them on a later version. */
const checkStaff = ({ forms }: World, { ofEntity }: StoredItems): readonly Violation[] => {
  const stored = new Map(ofEntity('practitioner').map((one) => [one['practitionerId'], one]));
  const accepted = forms.filter(
    ({ kind, results }) => kind === 'staff member' && results.some(isAccepted),
  );
  const undone = accepted.filter(({ body }) => {
    const now = stored.get(body['practitionerId']);
    const next = Number(body['version']) + 1;
    if (now === undefined || Number(now['version']) < next) return true;
    return now['version'] === next && now['inactive'] !== body['inactive'];
  });
  return requireThat(
    undone.length === 0,
    'What was answered of a member of staff is stored, until somebody changes it.',
    undone.map(describe).join(', '),
  );
};

/** The tasks of somebody who left go back to the team, with the form that says so. */
const isHandedBack = (action: Action, { forms }: World): boolean =>
  action.kind === 'allocation' &&
  action.basis === 'left' &&
  action.practitioner === null &&
  forms.some(({ kind, body }) => kind === 'staff member' && body['inactive'] === true);

/** Each action of a person comes from a form, and each form is about one action of each of its tasks. */
export const checkForms = (world: World, stored: StoredItems) => {
  const { episodes, ofEntity } = stored;
  const actions = episodes.flatMap((episode) => episode.actions);
  const decisions = ofEntity('match-decision').map(readDecisionId);
  const ids = [...actions.map(({ actionId }) => actionId), ...decisions];
  const known = new Set(world.forms.flatMap(listActionIds));
  const taskIds = [
    ...new Set([
      ...episodes.map(({ episodeId }) => toTaskId(episodeId)),
      ...world.forms.flatMap(({ taskId }) => taskId ?? []),
    ]),
  ];
  const unknown = actions
    .filter(({ by, actionId }) => by !== POLICY && !known.has(actionId))
    .filter((action) => action.corrects === null || !isRecordedWith(action, known, taskIds))
    .filter((action) => !isHandedBack(action, world));
  const absences = listAbsences(world);
  const recorded = absences.filter(({ results }) => results.some(isAccepted));
  const possible = absences.filter(({ results }) => !results.every(isRefused));
  const kept = ofEntity('absence').length;
  return [
    ...world.forms
      .filter(({ taskId, kind }) => taskId !== null || kind === 'match')
      .flatMap((form) => checkForm(form, new Set(ids))),
    ...checkStaff(world, stored),
    ...requireThat(
      listRepeated(ids).length === 0 && unknown.length === 0,
      'Every action of a person is there once, and somebody sent it.',
      unknown.map(({ by, kind }) => `${by}: ${kind}`).join(', '),
    ),
    ...requireThat(
      kept >= recorded.length && kept <= possible.length,
      'Every absence is recorded once.',
      `${kept} recorded, ${recorded.length} answered so`,
    ),
  ];
};
