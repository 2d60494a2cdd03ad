import type { ScheduleModel } from '../template/stack-model.ts';
import { readCron } from './cron.ts';
import { dueInLondon } from './london-due.ts';
import type { NextDue, Refuse } from './next-due.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** Falls due at whole multiples of its period since 1970 UTC, so a restart does not shift it. */
const readRate = (count: number, unit: string, refuse: Refuse): NextDue => {
  const periodMs = count * (UNIT_MS[unit.replace(/s$/, '')] ?? 0);
  if (!(periodMs > 0)) throw refuse(`its rate(${count} ${unit}) is not a rate`);
  return (afterMs) => (Math.floor(afterMs / periodMs) + 1) * periodMs;
};

/** Reads `rate(5 minutes)`, or `cron(0 6 * * ? *)` in the wall time of its zone; refuses anything else. */
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
    return timeZone === 'UTC' ? next : dueInLondon(next);
  }
  throw refuse(`its schedule ${text} is neither rate(…) nor cron(…), and only these are supported`);
};
