import type { PractitionerView } from '../../../shared/directory/practitioner-api.ts';
import type { TaskView } from '../../../shared/episodes/task-api.ts';
import type { EscalationView } from '../../../shared/escalation/list-escalations.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { Random } from '../demonstration/random.ts';
import type { Form, Worker, World } from './world.ts';

/** What somebody has in front of them when they fill in a form. */
export interface Desk {
  readonly world: World;
  readonly random: Random;
  readonly worker: Worker;
  readonly now: Instant;
  readonly task: TaskView;
  /** Other open tasks of the same child; those of other children, to say that two are the same. */
  readonly others: readonly TaskView[];
  readonly escalations: readonly EscalationView[];
  readonly colleagues: readonly PractitionerView[];
}

export type FilledForm = Pick<Form, 'path' | 'body' | 'covers'>;
