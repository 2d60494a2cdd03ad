import type { Code } from '../directory/code.ts';
import type { LocalityProfileQuery } from './locality-profile-api.ts';
import type { Authority } from '../directory/authority.ts';
import type { Instant } from '../kernel/instant.ts';
import { findNextDay } from '../kernel/london-time.ts';
import { addWeeks, findWeek, findWeekOfDate } from '../kernel/iso-week.ts';
import type { Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { chooseWeeks, type ProfileWeeks } from './rules/compare-quarters.ts';
import { listLocalityNames } from '../themes/labels.ts';
import {
  parseStatisticsQuery,
  type StatisticsDependencies,
} from '../themes/parse-statistics-query.ts';

export interface ProfileRequest {
  readonly authority: Authority;
  readonly locality: { readonly id: string; readonly name: string };
  readonly catalogue: readonly Code[];
  readonly weeks: ProfileWeeks;
}

/** The last week is over both now and at the end of the requested day. */
const chooseWeeksUpTo = (to: string | undefined, now: Instant): ProfileWeeks => {
  const lastOver = addWeeks(findWeek(now), -1);
  const requested = to === undefined ? lastOver : addWeeks(findWeekOfDate(findNextDay(to)), -1);
  return chooseWeeks(requested < lastOver ? requested : lastOver);
};

export const parseProfileQuery = async (
  dependencies: StatisticsDependencies,
  { authority, locality, to }: Pick<LocalityProfileQuery, 'authority' | 'locality' | 'to'>,
  caller: Caller,
  now: Instant,
): Promise<Result<ProfileRequest>> => {
  const parsed = await parseStatisticsQuery(dependencies, { authority, locality }, caller, now);
  if ('refusal' in parsed) return parsed;
  const { authority: found, catalogue } = parsed.value;
  const name = listLocalityNames(found)[locality] ?? locality;
  return {
    value: {
      authority: found,
      locality: { id: locality, name },
      catalogue,
      weeks: chooseWeeksUpTo(to, now),
    },
  };
};
