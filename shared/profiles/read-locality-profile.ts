import type { LocalityProfile, LocalityProfileQuery } from './locality-profile-api.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, refuseParameter, NOT_YOUR_ROLE } from '../kernel/result.ts';
import { parseProfileQuery } from './parse-profile-query.ts';
import {
  type AuthorityProfileDependencies,
  readAuthorityProfile,
} from './read-authority-profile.ts';
import { type PartnersProfileDependencies, readPartnersProfile } from './read-partners-profile.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { StatisticsDependencies } from '../themes/parse-statistics-query.ts';

type Dependencies = StatisticsDependencies &
  AuthorityProfileDependencies &
  PartnersProfileDependencies;

export const readLocalityProfile = async (
  dependencies: Dependencies,
  query: LocalityProfileQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<LocalityProfile>> => {
  const parsed = await parseProfileQuery(dependencies, query, caller, now);
  if ('refusal' in parsed) return parsed;
  if (query.audience === 'authority') {
    return { value: await readAuthorityProfile(dependencies, parsed.value, now) };
  }
  if (!hasPermission(caller, 'readPartnersProfile')) return NOT_YOUR_ROLE;
  if (query.to !== undefined) {
    return refuseParameter(
      'invalid-value',
      'to',
      'You cannot choose a day for partners. They see the latest releases.',
    );
  }
  return { value: await readPartnersProfile(dependencies, parsed.value, now) };
};
