import { formatMissingReference, formatTaskReference } from '../episodes/task.ts';
import type { StaffRole } from '../directory/staff.ts';
import type { Instant } from '../kernel/instant.ts';
import { formatInstant, formatLondonDay } from '../kernel/london-time.ts';
import { formatDeadline } from './deadline-words.ts';

/** What a list says of its tasks, in the order in which people have to look at them. */
export const TASK_GROUPS = {
  'still-missing': 'Still missing',
  'to-acknowledge': 'Past the deadline, to be acknowledged',
  late: 'Past the deadline',
  'plan-passed': 'Planned day has passed',
  'holder-away': 'With somebody who will be away',
  'due-soon': 'Due soon',
  'due-today': 'Due today',
  'appointment-today': 'Appointment today',
  'appointment-unrecorded': 'Nothing recorded of the appointment',
  changed: 'Changed',
  new: 'New',
  'no-attempt': 'No attempt recorded',
  unallocated: 'Unallocated',
  'return-unconfirmed': 'Found, return not confirmed',
  planned: 'Acknowledged, with a plan',
  other: 'Needs action',
  later: 'Due later',
} as const;
export type TaskGroup = keyof typeof TASK_GROUPS;

export interface ListedTask {
  readonly taskId: string;
  /** Null while the return is not confirmed: the 72 hours have not started. */
  readonly dueAt: Instant | null;
  readonly group: TaskGroup;
  /** To whom it goes, and when, if nobody acknowledges it. */
  readonly goesUp?: { readonly to: StaffRole; readonly at: Instant } | null | undefined;
  readonly planDate?: string | null;
  readonly appointmentAt?: Instant | null;
  /** Of a child who is still missing: when that was reported. */
  readonly missingSince?: Instant | null;
}

const GROUPS = Object.keys(TASK_GROUPS) as readonly TaskGroup[];

/** Each task once, in its first group; in a group the earliest deadline first. */
export const sortByUrgency = (tasks: readonly ListedTask[]): readonly ListedTask[] => {
  const toSortKey = ({ taskId, dueAt, group }: ListedTask): string =>
    `${String(GROUPS.indexOf(group)).padStart(2, '0')}#${dueAt ?? ''}#${taskId}`;
  const sorted = tasks.toSorted((a, b) => (toSortKey(a) < toSortKey(b) ? -1 : 1));
  return [...new Map(sorted.toReversed().map((task) => [task.taskId, task])).values()].reverse();
};

const countChildren = (count: number): string => (count === 1 ? '1 child' : `${count} children`);

const countMissing = (count: number): string =>
  count === 1 ? '1 missing child' : `${count} missing children`;

const countInterviews = (count: number): string =>
  count === 1 ? '1 return home interview' : `${count} return home interviews`;

/** Such as `2 return home interviews and 1 missing child`. */
export const countListed = (tasks: readonly ListedTask[]): string => {
  const missing = tasks.filter(({ group }) => group === 'still-missing').length;
  const others = tasks.length - missing;
  return [
    ...(others > 0 || missing === 0 ? [countInterviews(others)] : []),
    ...(missing > 0 ? [countMissing(missing)] : []),
  ].join(' and ');
};

const ROLE_NAMES: Readonly<Record<StaffRole, string>> = {
  practitioner: 'practitioner',
  'team-manager': 'team manager',
  'head-of-service': 'head of service',
  director: 'director',
};

/** `RHI-3F2A-91C0, by 4:30pm on Monday 23 November`; of a missing child `3F2A-91C0, reported missing at 4pm on …`. */
const sayWhich = ({ taskId, dueAt, missingSince = null }: ListedTask, now: Instant): string =>
  missingSince === null
    ? `${formatTaskReference(taskId)}, ${formatDeadline(dueAt, now)}`
    : `${formatMissingReference(taskId)}, reported missing at ${formatInstant(missingSince, now)}`;

/** `RHI-3F2A-91C0, by 4:30pm on Monday 23 November`, and what else there is to say of it. */
const formatTask = (task: ListedTask, now: Instant): string => {
  const { goesUp = null, planDate = null, appointmentAt = null } = task;
  return [
    sayWhich(task, now),
    ...(goesUp === null
      ? []
      : [
          `goes to the ${ROLE_NAMES[goesUp.to]} at ${formatInstant(goesUp.at, now)} if nobody acknowledges it`,
        ]),
    ...(planDate === null ? [] : [`planned by ${formatLondonDay(planDate, now)}`]),
    ...(appointmentAt === null ? [] : [`appointment at ${formatInstant(appointmentAt, now)}`]),
  ].join('; ');
};

const MOST_LISTED = 100;

const listGroup = (group: TaskGroup, tasks: readonly ListedTask[], now: Instant): string[] => {
  const own = tasks.filter((task) => task.group === group);
  if (own.length === 0) return [];
  const count = group === 'still-missing' ? countChildren : countInterviews;
  const title = `${TASK_GROUPS[group]}: ${count(own.length)}`;
  return [[title, ...own.map((task) => formatTask(task, now))].join('\n')];
};

/** A heading a group, with its number, and one line a task. Sorted tasks. */
export const listTasks = (tasks: readonly ListedTask[], now: Instant): string => {
  const unlisted = tasks.length - MOST_LISTED;
  const shown = tasks.slice(0, MOST_LISTED);
  const groups = GROUPS.flatMap((group) => listGroup(group, shown, now));
  return [...groups, ...(unlisted > 0 ? [`and ${unlisted} more, in Homeward`] : [])].join('\n\n');
};

/** With the rest of its words a text message stays within two parts. */
const MOST_CHARACTERS = 150;

/** The first of them for a text message, as many as fit: `Due soon: RHI-3F2A-91C0, by … and 2 more`. */
export const listFirstTasks = (tasks: readonly ListedTask[], now: Instant): string => {
  const said: string[] = [];
  for (const task of tasks) {
    const text = `${TASK_GROUPS[task.group]}: ${sayWhich(task, now)}`;
    if (said.length > 0 && [...said, text].join('. ').length > MOST_CHARACTERS) break;
    said.push(text);
  }
  const more = tasks.length - said.length;
  return [...said, ...(more > 0 ? [`And ${more} more`] : [])].join('. ');
};
