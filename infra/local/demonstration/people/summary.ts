import pMap from 'p-map';
import type { Instant } from '../../../../shared/kernel/instant.ts';
import { taskViewSchema } from '../../../../shared/episodes/task-api.ts';
import { escalationViewSchema } from '../../../../shared/escalation/list-escalations.ts';
import {
  timescalesViewSchema,
  type TimescalesView,
} from '../../../../shared/casework/timescales.ts';
import { AT_ONCE, type CallApi, readView, readAllPages } from './api-client.ts';
import { signalListSchema } from '../../../../shared/signals/signals-api.ts';
import type { Office } from './offices.ts';

type Counts = TimescalesView['whole'];

interface State {
  readonly episodes: number;
  readonly open: number;
  readonly openLate: number;
  readonly completed: number;
  readonly within72h: number;
  readonly declined: number;
  readonly notPossible: number;
  readonly unacknowledged: number;
}

const NOTHING: State = {
  episodes: 0,
  open: 0,
  openLate: 0,
  completed: 0,
  within72h: 0,
  declined: 0,
  notPossible: 0,
  unacknowledged: 0,
};

const createState = (counts: Counts, unacknowledged: number): State => ({
  episodes: counts.episodes,
  open: counts.open,
  openLate: counts.openLate,
  completed: counts.completed,
  within72h: counts.completedWithin72h,
  declined: counts.declined,
  notPossible: Object.values(counts.notPossible).reduce((sum, count) => sum + count, 0),
  unacknowledged,
});

const addStates = (a: State, b: State): State => ({
  episodes: a.episodes + b.episodes,
  open: a.open + b.open,
  openLate: a.openLate + b.openLate,
  completed: a.completed + b.completed,
  within72h: a.within72h + b.within72h,
  declined: a.declined + b.declined,
  notPossible: a.notPossible + b.notPossible,
  unacknowledged: a.unacknowledged + b.unacknowledged,
});

/** Each rate is shown with its numerator and denominator. */
export const formatState = (state: State): string => {
  const { completed, within72h } = state;
  const share = completed === 0 ? '' : `${Math.round((100 * within72h) / completed)}% `;
  const rate = `${share}within 72 hours: ${within72h} of ${completed}`;
  return [
    `${state.episodes} returned: ${state.open} open (${state.openLate} late, ${state.unacknowledged} escalated and unacknowledged)`,
    `${completed} completed (${rate})`,
    `${state.declined} declined`,
    `${state.notPossible} not possible`,
  ].join(', ');
};

export const readStateSummary = async (
  ask: CallApi,
  offices: readonly Office[],
  from: Instant,
  until: Instant,
): Promise<string> => {
  const states = await pMap(
    offices,
    async ({ authority, headOfService: { token } }) => {
      const period = `from=${from.slice(0, 10)}&to=${until.slice(0, 10)}`;
      const timescales = `/api/v1/timescales?authority=${authority}&${period}`;
      const { whole } = await readView(ask, timescales, token, timescalesViewSchema);
      const escalations = `/api/v1/escalations?authority=${authority}&acknowledged=false`;
      const raised = await readAllPages(ask, escalations, token, escalationViewSchema);
      const tasks = `/api/v1/tasks?authority=${authority}&state=open`;
      const open = await readAllPages(ask, tasks, token, taskViewSchema);
      const waiting = new Set(raised.map(({ taskId }) => taskId));
      return createState(whole, open.filter(({ taskId }) => waiting.has(taskId)).length);
    },
    AT_ONCE,
  );
  return formatState(states.reduce(addStates, NOTHING));
};

/** One sentence for each theme that the service reports as emerging. */
export const readSignalSentences = async (
  ask: CallApi,
  offices: readonly Office[],
): Promise<readonly string[]> => {
  const lists = await pMap(
    offices,
    async ({ authority, headOfService: { token } }) => {
      const path = `/api/v1/signals?authority=${authority}`;
      const { items } = await readView(ask, path, token, signalListSchema);
      return items.map(({ sentence }) => sentence);
    },
    AT_ONCE,
  );
  return lists.flat();
};
