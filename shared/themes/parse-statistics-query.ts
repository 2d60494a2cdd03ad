import { type Code, findCode } from '../directory/code.ts';
import { listRequestedAuthorities } from '../directory/caller-scope.ts';
import type { Directory } from '../directory/directory.ts';
import { DEBRIEF_SECTIONS } from '../episodes/debrief.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, NOT_YOUR_AUTHORITY, refuseParameter } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { type Authority, UNKNOWN_LOCALITY, OUTSIDE_LOCALITY } from '../directory/authority.ts';
import type { CodeStore } from '../intelligence/code-store.ts';
import { readCatalogue } from '../intelligence/list-codes.ts';
import type * as z from 'zod';
import { addWeeks, findWeek, findWeekOfDate } from '../kernel/iso-week.ts';
import { findFirstDay, findLastDay, countWeeks, type WeekPeriod } from './week-period.ts';
import type { requestedPeriodSchema, weekPeriodSchema } from './statistics-fields.ts';

export interface StatisticsDependencies {
  readonly directory: Directory;
  readonly codes: Pick<CodeStore, 'listCodes'>;
}

export interface StatisticsQuery extends RequestedDays {
  readonly authority: string;
  readonly locality?: string | undefined;
  readonly harm?: string | undefined;
  readonly context?: string | undefined;
  readonly factor?: string | undefined;
}

export interface ParsedStatisticsQuery {
  readonly authority: Authority;
  readonly catalogue: readonly Code[];
  readonly period: RequestedPeriod;
}

const FACTORS: readonly string[] = [...DEBRIEF_SECTIONS.push, ...DEBRIEF_SECTIONS.pull];

const hasLocality = ({ localities }: Authority, requested: string): boolean =>
  requested === UNKNOWN_LOCALITY ||
  requested === OUTSIDE_LOCALITY ||
  localities.some(({ id }) => id === requested);

/** A code that has ended is still valid here: earlier items keep it. */
const findUnknownCode = (
  { harm, context, factor }: StatisticsQuery,
  catalogue: readonly Code[],
): 'harm' | 'context' | 'factor' | null => {
  if (harm !== undefined && findCode(catalogue, 'harm', harm) === null) return 'harm';
  if (context !== undefined && findCode(catalogue, 'context', context) === null) return 'context';
  return factor === undefined || FACTORS.includes(factor) ? null : 'factor';
};

export const parseStatisticsQuery = async (
  { directory, codes }: StatisticsDependencies,
  question: StatisticsQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<ParsedStatisticsQuery>> => {
  const scope = listRequestedAuthorities(caller, question.authority, directory);
  if ('refusal' in scope) return scope;
  const authority = directory.authorities.find(({ code }) => code === question.authority);
  if (authority === undefined) return NOT_YOUR_AUTHORITY;
  const period = parsePeriod(question, now);
  if ('refusal' in period) return period;
  if (question.locality !== undefined && !hasLocality(authority, question.locality)) {
    return refuseParameter('unknown-locality', 'locality', 'Enter a locality of the authority.');
  }
  const catalogue = await readCatalogue({ codes, directory }, authority.code);
  const unknown = findUnknownCode(question, catalogue);
  if (unknown !== null) {
    return refuseParameter('unknown-code', unknown, 'Enter a code from the list.');
  }
  return { value: { authority, catalogue, period: period.value } };
};

export interface RequestedDays {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface RequestedPeriod extends WeekPeriod {
  readonly view: z.output<typeof requestedPeriodSchema>;
}

const DEFAULT_WEEKS = 13;

/** Two years of whole weeks. */
const MOST_WEEKS = 106;

export const viewPeriod = (period: WeekPeriod): z.output<typeof weekPeriodSchema> => ({
  from: findFirstDay(period),
  to: findLastDay(period),
  firstWeek: period.from,
  lastWeek: period.to,
  weeks: countWeeks(period),
});

const choosePeriod = ({ from, to }: RequestedDays, now: Instant): WeekPeriod => {
  const thisWeek = findWeek(now);
  const requested = to === undefined ? thisWeek : findWeekOfDate(to);
  const last = requested < thisWeek ? requested : thisWeek;
  return {
    from: from === undefined ? addWeeks(last, 1 - DEFAULT_WEEKS) : findWeekOfDate(from),
    to: last,
  };
};

/**
 * Widens the days to whole ISO weeks, up to the present week. Refuses days in the wrong order or in the future, and
 * more than two years, which would be too much to read at once.
 */
export const parsePeriod = (days: RequestedDays, now: Instant): Result<RequestedPeriod> => {
  const { from, to } = days;
  if (from !== undefined && to !== undefined && to < from) {
    return refuseParameter('invalid-value', 'to', '`to` must be on or after `from`.');
  }
  const period = choosePeriod(days, now);
  if (period.to < period.from) {
    return refuseParameter('invalid-value', 'from', 'Enter a day in this week or before.');
  }
  if (countWeeks(period) > MOST_WEEKS) {
    return refuseParameter('invalid-value', 'from', 'Enter a period of two years or less.');
  }
  const shown = viewPeriod(period);
  const widened = (from ?? shown.from) > shown.from || (to ?? shown.to) < shown.to;
  const underWay = period.to === findWeek(now);
  return { value: { ...period, view: { ...shown, widened, underWay } } };
};
