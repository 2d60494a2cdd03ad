import type { LocalityProfile, LocalityProfileQuery } from './locality-profile-api.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, refuseParameter, NOT_YOUR_ROLE } from '../kernel/result.ts';
import { profileAsked } from './profile-asked.ts';
import { type AuthorityProfilePorts, readAuthorityProfile } from './read-authority-profile.ts';
import { type PartnersProfilePorts, readPartnersProfile } from './read-partners-profile.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { StatisticsDependencies } from '../themes/parse-statistics-query.ts';

type Ports = StatisticsDependencies & AuthorityProfilePorts & PartnersProfilePorts;

/**
 * The profile of a locality, for its own authority or, from the latest releases only, for its partners. That one has no
 * other weeks than theirs.
 */
export const readLocalityProfile = async (
  ports: Ports,
  query: LocalityProfileQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<LocalityProfile>> => {
  const asked = await profileAsked(ports, query, caller, now);
  if ('refusal' in asked) return asked;
  if (query.audience === 'authority') {
    return { value: await readAuthorityProfile(ports, asked.value, now) };
  }
  if (!hasPermission(caller, 'readPartnersProfile')) return NOT_YOUR_ROLE;
  if (query.to !== undefined) {
    return refuseParameter(
      'invalid-value',
      'to',
      'Partners see the latest releases, of any weeks.',
    );
  }
  return { value: await readPartnersProfile(ports, asked.value, now) };
};
