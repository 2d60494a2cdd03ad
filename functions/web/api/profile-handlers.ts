import type { Result } from '../../../shared/kernel/result.ts';
import type { LocalityProfile } from '../../../shared/profiles/locality-profile-api.ts';
import type { QueryOf } from './operations.ts';
import type { PROFILE_OPERATIONS } from './profile-operations.ts';
import type { HandlersOf, OperationRequest, WebDependencies } from '../web-context.ts';

type Asked = OperationRequest<QueryOf<'readLocalityProfile'>, undefined>;

const readProfile = async (
  dependencies: WebDependencies,
  { query, caller, now }: Asked,
): Promise<Result<LocalityProfile>> => {
  const { readLocalityProfile } = await import('../../../shared/profiles/read-locality-profile.ts');
  return readLocalityProfile(dependencies, query, caller, now);
};

/** Answers what is asked of a locality's profile; its code is loaded only then: nothing else should pay for it. */
export const profileHandlers = (
  dependencies: WebDependencies,
): HandlersOf<typeof PROFILE_OPERATIONS> => ({
  readLocalityProfile: (request) => readProfile(dependencies, request),
  readLocalityProfilePage: async (request) => {
    const profile = await readProfile(dependencies, request);
    if ('refusal' in profile) return profile;
    const { writeProfile } = await import('../pages/locality-profile/page.ts');
    return { value: await writeProfile(profile.value) };
  },
});
