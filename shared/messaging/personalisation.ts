import type { StaffChangeName } from '../alerts/alert.ts';
import type { Authority } from '../directory/authority.ts';
import type { Practitioner } from '../directory/staff.ts';
import { formatMissingReference, formatTaskReference, type RhiTask } from '../episodes/task.ts';
import type { Instant } from '../kernel/instant.ts';
import { formatInstant, formatLondonDay } from '../kernel/london-time.ts';
import { formatDeadline } from './deadline-words.ts';
import type { MessageTemplate, Placeholder } from './message-templates.ts';
import { countListed, type ListedTask, listFirstTasks, listTasks } from './task-groups.ts';

/** The values of the placeholders. Only `personalise` creates one, so that no free text gets into a message. */
export type Personalisation = Readonly<Record<string, string>> & {
  readonly __brand: 'Personalisation';
};

export interface MessageTask {
  readonly taskId: string;
  /** Null while the return is not confirmed: the 72 hours have not started. */
  readonly dueAt: Instant | null;
}

interface AboutTask extends MessageTask {
  readonly link: URL;
}

interface AboutTasks {
  /** In the order in which they are listed. */
  readonly tasks: readonly ListedTask[];
  readonly link: URL;
}

interface AboutPlan extends AboutTask {
  readonly planDate: string;
}

interface AboutLevel extends AboutTask {
  readonly level: string;
}

/** A member of staff or an authority, as the directory names them; null when nobody has the task. */
export type Holder = Pick<Practitioner | Authority, 'name'> | null;

interface AboutAppointment extends AboutTask {
  readonly appointmentAt: Instant;
}

interface AboutLoss extends AboutTask {
  readonly holder: Holder;
}

/** What was done before somebody gets a task: null of an appointment when there is none. */
interface AboutWork extends AboutTask {
  readonly work: Pick<RhiTask, 'attempts' | 'offeredAt' | 'booking'>;
}

/** A child who is missing: nothing is due, and there is no interview to offer yet. */
interface AboutMissing {
  readonly taskId: string;
  readonly missingSince: Instant;
  readonly link: URL;
}

/** An entry of the staff list, and who changed it; null for somebody without an entry. */
interface AboutStaffChange {
  readonly changed: readonly StaffChangeName[];
  readonly holder: Holder;
  readonly link: URL;
}

type MissingTemplate = 'still-missing' | 'missing-at-once' | 'missing-plan-passed';

type FactsByTemplate = Record<
  Exclude<
    MessageTemplate,
    | 'acknowledged'
    | 'escalation'
    | 'several'
    | 'digest'
    | 'reallocated'
    | 'no-longer-yours'
    | 'moved-away'
    | 'staff-changed'
    | 'appointment-unrecorded'
    | MissingTemplate
  >,
  AboutTask
> &
  Record<MissingTemplate, AboutMissing> & {
    reallocated: AboutWork;
    'no-longer-yours': AboutLoss;
    'moved-away': AboutLoss;
    'staff-changed': AboutStaffChange;
    'appointment-unrecorded': AboutAppointment;
    acknowledged: AboutPlan;
    escalation: AboutLevel;
    several: AboutTasks;
    digest: AboutTasks;
  };
export type MessageFacts<T extends MessageTemplate> = FactsByTemplate[T];

const fillTask = ({ taskId, dueAt, link }: AboutTask, now: Instant) => ({
  reference: formatTaskReference(taskId),
  deadline: formatDeadline(dueAt, now),
  link: link.href,
});

const fillReference = ({ taskId, link }: AboutTask) => ({
  reference: formatTaskReference(taskId),
  link: link.href,
});

const fillLoss = ({ taskId, holder, link }: AboutLoss) => ({
  reference: formatTaskReference(taskId),
  holder: holder?.name ?? 'nobody yet',
  link: link.href,
});

const fillMissing = ({ taskId, missingSince, link }: AboutMissing, now: Instant) => ({
  reference: formatMissingReference(taskId),
  since: formatInstant(missingSince, now),
  link: link.href,
});

const CHANGE_WORDS: Readonly<Record<StaffChangeName, string>> = {
  name: 'your name',
  role: 'your role',
  teams: 'your teams',
  cap: 'your caseload cap',
  contact: 'how you are contacted',
  deputy: 'your deputy',
  ties: 'whom you cannot interview',
  employer: 'your employer',
  inactive: 'whether you are at work',
};

const fillStaffChange = ({ changed, holder, link }: AboutStaffChange) => ({
  changed: changed.map((name) => CHANGE_WORDS[name]).join(', '),
  holder: holder?.name ?? 'an operator',
  link: link.href,
});

const formatLevel = (level: string): string => {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(level)) throw new Error('The id of the level is not valid.');
  return level.replaceAll('-', ' ');
};

const countAttempts = (attempts: number): string =>
  attempts === 1 ? '1 attempt to reach the child' : `${attempts} attempts to reach the child`;

/** Such as `2 attempts to reach the child, offered, appointment at 4pm on Monday 23 November`. */
const sayWork = ({ attempts, offeredAt, booking }: AboutWork['work'], now: Instant): string =>
  [
    ...(attempts === 0 ? [] : [countAttempts(attempts)]),
    ...(offeredAt === null ? [] : ['offered']),
    ...(booking === null ? [] : [`appointment at ${formatInstant(booking.at, now)}`]),
  ].join(', ') || 'nothing yet';

const FILLERS: {
  readonly [T in MessageTemplate]: (
    facts: MessageFacts<T>,
    now: Instant,
  ) => Record<Placeholder<T>, string>;
} = {
  'new-task': fillTask,
  reallocated: (facts, now) => ({ ...fillTask(facts, now), before: sayWork(facts.work, now) }),
  'no-longer-yours': fillLoss,
  'handed-back': fillTask,
  'appointment-unrecorded': (facts, now) => ({
    ...fillTask(facts, now),
    appointment: formatInstant(facts.appointmentAt, now),
  }),
  'due-soon': fillTask,
  overdue: fillTask,
  'no-attempt': fillTask,
  unallocated: fillTask,
  'return-unconfirmed': fillTask,
  'return-still-unconfirmed': fillTask,
  breach: fillTask,
  'breach-unacknowledged': fillTask,
  'breach-48h': fillTask,
  'breach-5d': fillTask,
  'plan-passed': fillTask,
  acknowledged: (facts, now) => ({
    ...fillTask(facts, now),
    plan: formatLondonDay(facts.planDate, now),
  }),
  undeliverable: fillTask,
  'found-dead': fillReference,
  'work-moved': fillTask,
  withdrawn: fillReference,
  reopened: fillTask,
  'deadline-earlier': fillTask,
  'held-late': fillTask,
  'turns-18': fillTask,
  'missing-again': fillTask,
  'moved-away': fillLoss,
  'decide-who': fillTask,
  'holder-away': fillTask,
  'staff-changed': fillStaffChange,
  'still-missing': fillMissing,
  'missing-at-once': fillMissing,
  'missing-plan-passed': fillMissing,
  escalation: (facts, now) => ({ ...fillTask(facts, now), level: formatLevel(facts.level) }),
  several: ({ tasks, link }, now) => ({
    interviews: countListed(tasks),
    list: listTasks(tasks, now),
    first: listFirstTasks(tasks, now),
    link: link.href,
  }),
  digest: ({ tasks, link }, now) => ({
    interviews: countListed(tasks),
    list: listTasks(tasks, now),
    first: listFirstTasks(tasks, now),
    link: link.href,
  }),
};

/**
 * Fills a template from facts: references, deadlines in words, a link. There is no way to add a name,
 * an address or a note. Throws for an invalid task id, level id or day.
 */
export const personalise = <T extends MessageTemplate>(
  template: T,
  facts: MessageFacts<T>,
  now: Instant,
): Personalisation => FILLERS[template](facts, now) as Record<string, string> as Personalisation;
