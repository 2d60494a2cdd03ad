import { Cron } from 'croner';
import { DAY_MS, HOUR_MS, toInstant, MINUTE_MS, toMs } from '../../../shared/kernel/instant.ts';
import { findInstantsInLondon, readLondonOffsetMs } from '../../../shared/kernel/london-time.ts';
import type { ScheduleModel } from '../template/stack-model.ts';

/** The first moment after the given one at which a schedule is due. Milliseconds since 1970 UTC; null for never. */
export type NextDue = (afterMs: number) => number | null;

export type Refuse = (why: string) => Error;

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: MINUTE_MS,
  hour: HOUR_MS,
  day: DAY_MS,
};

/** Due at whole multiples of its period since 1970 UTC, so that a restart does not shift it. */
const readRate = (count: number, unit: string, refuse: Refuse): NextDue => {
  const periodMs = count * (UNIT_MS[unit.replace(/s$/, '')] ?? 0);
  if (!(periodMs > 0)) throw refuse(`its rate(${count} ${unit}) is not a rate`);
  return (afterMs) => (Math.floor(afterMs / periodMs) + 1) * periodMs;
};

/** Reads the inside of `cron(…)` as AWS writes it: no seconds, a year, Sunday is day 1, `0/15` is from 0 on. */
const readCron = (text: string, refuse: Refuse): NextDue => {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 6) throw refuse('its cron expression does not have six fields');
  const withoutNames = text.replaceAll(/\b[A-Z]{3}\b/gi, '');
  if (/[LW#+]/i.test(withoutNames))
    throw refuse(`its cron expression ${text} uses L, W, # or +, which are not supported`);
  const pattern = ['0', ...fields].join(' ').replaceAll('?', '*');
  try {
    const cron = new Cron(pattern, {
      paused: true,
      timezone: 'UTC',
      alternativeWeekdays: true,
      sloppyRanges: true,
    });
    return (afterMs) => cron.nextRun(new Date(afterMs))?.getTime() ?? null;
  } catch (error) {
    throw refuse(`its cron expression ${text} is not valid (${String(error)})`);
  }
};

/** What a clock in London shows, written as if it were UTC. To the minute, as cron expressions are. */
const readLondonWall = (ms: number): number =>
  Math.floor(ms / MINUTE_MS) * MINUTE_MS + readLondonOffsetMs(ms);

/** The first instant at which London clocks show this; null when they never do. */
const findFirstInstant = (wall: number): number | null => {
  const text = toInstant(wall);
  const [first] = findInstantsInLondon(text.slice(0, 10), text.slice(11, 16));
  return first === undefined ? null : toMs(first);
};

/**
 * As EventBridge Scheduler, and unlike croner's own time zones: a time that the clocks skip in spring is left out, one
 * that they show twice in autumn counts once.
 * (docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html, "Daylight savings time")
 */
const convertToLondon =
  (nextOnWall: NextDue): NextDue =>
  (afterMs) => {
    let wall = nextOnWall(readLondonWall(afterMs));
    while (wall !== null) {
      const dueMs = findFirstInstant(wall);
      if (dueMs !== null && dueMs > afterMs) return dueMs;
      wall = nextOnWall(wall);
    }
    return null;
  };

/** Reads `rate(5 minutes)`, or `cron(0 6 * * ? *)` in the wall time of its zone. Refuses anything else. */
export const readScheduleExpression = (
  text: string,
  timeZone: ScheduleModel['timeZone'],
  refuse: Refuse,
): NextDue => {
  const rate = /^rate\((\d+) ([a-z]+)\)$/.exec(text);
  if (rate !== null) return readRate(Number(rate[1]), rate[2] ?? '', refuse);
  const cron = /^cron\((.+)\)$/.exec(text);
  if (cron !== null) {
    const next = readCron(cron[1] ?? '', refuse);
    return timeZone === 'UTC' ? next : convertToLondon(next);
  }
  throw refuse(`its schedule ${text} is neither rate(…) nor cron(…), and only these are supported`);
};
