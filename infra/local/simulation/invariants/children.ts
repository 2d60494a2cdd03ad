import type { ChildFields } from '../../../../shared/police-contract/notification.ts';
import type { StoredItems } from './stored-items.ts';
import { requireThat, type Violation } from './violation.ts';

const readBirth = (child: ChildFields | null | undefined): string | null =>
  child?.dateOfBirthEstimated === true ? null : (child?.dateOfBirth ?? null);

/** Another date of birth is enough: so much of what contradicts is told without the product's own rules. */
export const checkChildren = ({ episodes }: StoredItems): readonly Violation[] => {
  const known = episodes.flatMap(({ stored }) => {
    const birth = readBirth(stored?.episode.child);
    return birth === null || stored?.childId == null
      ? []
      : [{ childId: stored.childId, birth, reference: stored.episode.reference }];
  });
  const mixed = [...Map.groupBy(known, ({ childId }) => childId).values()].filter(
    (sharing) => new Set(sharing.map(({ birth }) => birth)).size > 1,
  );
  return requireThat(
    mixed.length === 0,
    'Two children whose descriptions contradict never have one id.',
    mixed.map((sharing) => sharing.map(({ reference }) => reference).join(' and ')).join('; '),
  );
};
