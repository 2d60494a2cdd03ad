import type { Directory } from '../../directory/directory.ts';
import { findPostcodeArea } from '../../directory/postcode-area.ts';
import type { Placement } from '../../police-contract/notification.ts';
import type { Fact } from '../fact.ts';
import type { Episode } from '../episode.ts';

/** Without a kind it is a care setting that the child was missing from or returned to. */
export const isCarePlacement = (placement: Placement | null): boolean =>
  placement !== null && placement.kind !== 'home';

const findCareSetting = (fact: Fact): Placement | null => {
  const place =
    fact.kind === 'returned'
      ? fact.data.returnedTo
      : fact.kind === 'reported' || fact.kind === 'updated'
        ? fact.data.missingFrom
        : null;
  if (place?.kind !== 'care') return null;
  const { kind: _, ...setting } = place;
  return setting;
};

/** Where the child lives, as stated; else the last care setting of the reference (police contract). Expects their order. */
export const findPlacement = (
  stated: Placement | null | undefined,
  ordered: readonly Fact[],
): Placement | null =>
  stated ?? ordered.reduce<Placement | null>((last, fact) => findCareSetting(fact) ?? last, null);

/** Null where it is not known: neither where the child lives, nor whether that is in the area. */
export const findPlacementGroup = (
  placement: Placement | null,
  lookedAfter: boolean | null | undefined,
  { responsible, host }: { readonly responsible: string; readonly host: string },
  directory: Directory,
): Episode['placementGroup'] => {
  if (placement === null) return lookedAfter === false ? 'home' : null;
  if (!isCarePlacement(placement)) return 'home';
  const area = findPostcodeArea(directory, placement.place?.postcode)?.authority ?? null;
  const where = area ?? (host === responsible ? null : host);
  if (where === null) return null;
  return where === responsible ? 'care-in-area' : 'care-out-of-area';
};
