import type { ChildView } from './child-api.ts';
import type { ChildMembers } from '../police-contract/notification.ts';
import type { StoredEpisode } from './stored-episode.ts';

const viewIdentifiers = (child: ChildMembers) => ({
  nhsNumber: child.nhsNumber ?? null,
  upn: child.upn ?? null,
  policePersonId: child.policePersonId ?? null,
  authorityChildId: child.authorityChildId ?? null,
});

/** The child of an episode as readers see it; null until a notification told of one. */
export const viewChild = ({ episode: { child }, childId }: StoredEpisode): ChildView | null =>
  child && {
    childId,
    givenName: child.givenName ?? null,
    familyName: child.familyName ?? null,
    dateOfBirth: child.dateOfBirth ?? null,
    aliases: [...(child.aliases ?? [])],
    sex: child.sex ?? null,
    ethnicity: child.ethnicity ?? null,
    homePostcode: child.homePostcode ?? null,
    ...viewIdentifiers(child),
  };
