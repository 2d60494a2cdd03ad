import type { Code } from '../directory/code.ts';
import type { LocalityProfileQuery } from './locality-profile-api.ts';
import type { Authority } from '../directory/authority.ts';
import type { Instant } from '../kernel/instant.ts';
import { nextDay } from '../kernel/london-time.ts';
import { addWeeks, weekOf, weekOfDate } from '../kernel/iso-week.ts';
import type { Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { profileWeeks, type ProfileWeeks } from './rules/comparison.ts';
import { listLocalityNames } from '../themes/labels.ts';
import {
  parseStatisticsQuery,
  type StatisticsDependencies,
} from '../themes/parse-statistics-query.ts';

/** Of which locality and weeks a profile is asked. */
export interface ProfileAsked {
  readonly authority: Authority;
  readonly locality: { readonly id: string; readonly name: string };
  readonly catalogue: readonly Code[];
  readonly weeks: ProfileWeeks;
}

/** The weeks up to the last one that is over, both by the end of the day asked for and now. */
const weeksUpTo = (to: string | undefined, now: Instant): ProfileWeeks => {
  const lastOver = addWeeks(weekOf(now), -1);
  const asked = to === undefined ? lastOver : addWeeks(weekOfDate(nextDay(to)), -1);
  return profileWeeks(asked < lastOver ? asked : lastOver);
};

/** Understands of which locality a profile is asked, or says what is wrong with the question. */
export const profileAsked = async (
  ports: StatisticsDependencies,
  { authority, locality, to }: Pick<LocalityProfileQuery, 'authority' | 'locality' | 'to'>,
  caller: Caller,
  now: Instant,
): Promise<Result<ProfileAsked>> => {
  const picture = await parseStatisticsQuery(ports, { authority, locality }, caller, now);
  if ('refusal' in picture) return picture;
  const { authority: found, catalogue } = picture.value;
  const name = listLocalityNames(found)[locality] ?? locality;
  return {
    value: {
      authority: found,
      locality: { id: locality, name },
      catalogue,
      weeks: weeksUpTo(to, now),
    },
  };
};
