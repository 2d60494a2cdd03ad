import { addMs, type Instant } from '../kernel/instant.ts';
import {
  dayInWords,
  instantsInLondon,
  inWords,
  londonDateOf,
  londonTimeOf,
} from '../kernel/london-time.ts';
import type { MessageTemplate, Placeholder } from './message-template.ts';
import { formatTaskReference } from '../episodes/task.ts';

/** What is put into a template. Only `personalisationOf` makes one: no free text gets into a message. */
export type Personalisation = Readonly<Record<string, string>> & {
  readonly __brand: 'Personalisation';
};

/** A task as messages know it. */
export interface TaskInMessage {
  readonly taskId: string;
  /** Null: found, return not confirmed, no clock. */
  readonly dueAt: Instant | null;
}

interface AboutTask extends TaskInMessage {
  /** Where to open it; behind sign-in, and with nothing about the child in it. */
  readonly link: URL;
}

interface AboutTasks {
  /** At least one, in the order in which to list them. */
  readonly tasks: readonly TaskInMessage[];
  readonly link: URL;
}

interface AboutPlan extends AboutTask {
  /** `YYYY-MM-DD`, the day by which the acknowledging person plans to put it right. */
  readonly planDate: string;
}

interface AboutLevel extends AboutTask {
  /** The kebab-case id of the level, as the authority's ladder has it. */
  readonly level: string;
}

/** The facts from which each template is personalised. */
type FactsByTemplate = Record<
  Exclude<MessageTemplate, 'acknowledged' | 'escalation' | 'several' | 'digest'>,
  AboutTask
> & {
  acknowledged: AboutPlan;
  escalation: AboutLevel;
  several: AboutTasks;
  digest: AboutTasks;
};
export type MessageFacts<T extends MessageTemplate> = FactsByTemplate[T];

/** "By midnight on Tuesday" is read as one end of Tuesday or the other (GOV.UK style): the minute before is safe. */
const unmistakable = (dueAt: Instant): Instant =>
  londonTimeOf(dueAt) === '00:00' ? addMs(dueAt, -60_000) : dueAt;

/** Which one is meant of a time that London clocks show twice in that night. */
const whichOfTwo = (instant: Instant): string => {
  const [first, second] = instantsInLondon(londonDateOf(instant), londonTimeOf(instant));
  if (first === undefined || second === undefined) return '';
  return `, ${instant < second ? 'before' : 'after'} the clocks go back`;
};

/** `by 4:30pm on Monday 23 November`, never later than the deadline is; or that there is none, and why. */
export const deadlineInWords = (dueAt: Instant | null): string => {
  if (dueAt === null) return 'no deadline yet: the return is not confirmed';
  const instant = unmistakable(dueAt);
  return `by ${inWords(instant)}${whichOfTwo(instant)}`;
};

const ofTask = ({ taskId, dueAt, link }: AboutTask) => ({
  reference: formatTaskReference(taskId),
  deadline: deadlineInWords(dueAt),
  link: link.href,
});

/** More lines than these help nobody, and Notify refuses a message that is too long. */
const LISTED = 100;

const lineOf = ({ taskId, dueAt }: TaskInMessage): string =>
  `${formatTaskReference(taskId)}, ${deadlineInWords(dueAt)}`;

const ofTasks = ({ tasks, link }: AboutTasks) => {
  const unlisted = tasks.length - LISTED;
  const lines = tasks.slice(0, LISTED).map(lineOf);
  return {
    count: String(tasks.length),
    list: [...lines, ...(unlisted > 0 ? [`and ${unlisted} more, in Homeward`] : [])].join('\n'),
    link: link.href,
  };
};

const levelInWords = (level: string): string => {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(level)) throw new Error('Not the id of a level.');
  return level.replaceAll('-', ' ');
};

const MAKERS: {
  readonly [T in MessageTemplate]: (facts: MessageFacts<T>) => Record<Placeholder<T>, string>;
} = {
  'new-task': ofTask,
  reallocated: ofTask,
  'handed-back': ofTask,
  'due-soon': ofTask,
  overdue: ofTask,
  'no-attempt': ofTask,
  unallocated: ofTask,
  'return-unconfirmed': ofTask,
  breach: ofTask,
  'breach-unacknowledged': ofTask,
  'breach-48h': ofTask,
  'breach-5d': ofTask,
  acknowledged: (facts) => ({ ...ofTask(facts), plan: dayInWords(facts.planDate) }),
  undeliverable: ofTask,
  escalation: (facts) => ({ ...ofTask(facts), level: levelInWords(facts.level) }),
  several: ofTasks,
  digest: ofTasks,
};

/**
 * What a template is filled with, made of facts: references, deadlines in words, a link. There is no way to put
 * a name, an address or a note in. Throws for what is no task id, level id or day.
 */
export const personalisationOf = <T extends MessageTemplate>(
  template: T,
  facts: MessageFacts<T>,
): Personalisation => MAKERS[template](facts) as Record<string, string> as Personalisation;
