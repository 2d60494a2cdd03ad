import { recordedActionViewSchema, type TaskView } from '../../../../shared/episodes/task-api.ts';
import { createChance } from '../chance.ts';
import { tell, type Ask } from './ask.ts';
import type { Office } from './who-is-who.ts';
import type { WorkRates } from './work-rates.ts';
import { ALLOCATION_REASONS } from './work-wordings.ts';
import { workTogether } from './work-together.ts';

interface Allocating {
  readonly seed: number;
  readonly rates: WorkRates;
  readonly ask: Ask;
}

/** A task that nobody has goes to somebody, if its manager looks at it at all. */
const allocate = async ({ seed, rates, ask }: Allocating, office: Office, task: TaskView) => {
  const chance = createChance(seed, 'allocation', task.taskId);
  const able = office.practitionersOf(task.team);
  if (able.length === 0 || !chance.happens(rates.allocatedByManager)) return;
  const { taskId, taskVersion } = task;
  const practitioner = chance.pick(able).practitionerId;
  const body = {
    key: `demonstration:allocation`,
    taskVersion,
    practitioner,
    reason: chance.pick(ALLOCATION_REASONS),
  };
  const manager = office.managerOf(task.team);
  const request = { path: `/api/v1/tasks/${taskId}/allocate`, body };
  await tell(ask, request, manager.token, recordedActionViewSchema);
};

/** Managers give the tasks that the policy could give to nobody. */
export const allocateUnallocated = async (
  allocating: Allocating,
  office: Office,
  open: readonly TaskView[],
): Promise<void> => {
  const unallocated = open.filter(({ practitioner }) => practitioner === null);
  await workTogether(unallocated, (task) => allocate(allocating, office, task));
};
