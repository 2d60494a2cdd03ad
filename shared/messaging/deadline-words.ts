import { addMs, type Instant, MINUTE_MS } from '../kernel/instant.ts';
import {
  findInstantsInLondon,
  formatInstant,
  toLondonDate,
  toLondonTime,
} from '../kernel/london-time.ts';

/** "By midnight on Tuesday" may mean either end of Tuesday (GOV.UK style guide), so say 11:59pm. */
const avoidMidnight = (dueAt: Instant): Instant =>
  toLondonTime(dueAt) === '00:00' ? addMs(dueAt, -MINUTE_MS) : dueAt;

const sayWhichOfTwo = (instant: Instant): string => {
  const [first, second] = findInstantsInLondon(toLondonDate(instant), toLondonTime(instant));
  if (first === undefined || second === undefined) return '';
  return `, ${instant < second ? 'before' : 'after'} the clocks go back`;
};

/** Such as `by 4:30pm on Monday 23 November`: never later than the deadline. With its year when that is another one. */
export const formatDeadline = (dueAt: Instant | null, now: Instant): string => {
  if (dueAt === null) return 'no deadline yet: the return is not confirmed';
  const instant = avoidMidnight(dueAt);
  return `by ${formatInstant(instant, now)}${sayWhichOfTwo(instant)}`;
};
