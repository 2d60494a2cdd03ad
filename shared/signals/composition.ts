import { countDistinct, type CellCounts, collectMembers } from '../themes/cell.ts';
import type { Evidence } from '../themes/evidence.ts';
import { findPlaceHotspots, type IsPublicType } from '../themes/hotspots.ts';
import { type DayBand, findDayBand } from '../themes/mentions.ts';

/** How often one word stands in some evidence. */
export interface Tally {
  /** A code, a band of the day by its first minute, or what everybody calls a public place. */
  readonly value: string;
  readonly items: number;
  /** Distinct ones. */
  readonly children: number;
}

/** What some evidence is about, most frequent first: codes and names of public places, never words of a child. */
export interface Composition {
  readonly counts: CellCounts;
  readonly contexts: readonly Tally[];
  readonly placeNames: readonly Tally[];
  readonly placeTypes: readonly Tally[];
  readonly platforms: readonly Tally[];
  readonly weekdays: readonly Tally[];
  readonly times: readonly Tally[];
  readonly provenance: readonly Tally[];
  readonly confidence: readonly Tally[];
}

/** Of places there may be hundreds; the others follow with the evidence itself. */
const MOST = 10;

const byFrequency = (a: Tally, b: Tally): number =>
  b.children - a.children || b.items - a.items || (a.value < b.value ? -1 : 1);

const tally = (
  evidence: readonly Evidence[],
  wordOf: (one: Evidence) => string | null | undefined,
): readonly Tally[] => {
  const worded = evidence.flatMap((one) => {
    const value = wordOf(one) ?? null;
    return value === null ? [] : [{ value, childKey: one.childKey }];
  });
  return [...Map.groupBy(worded, ({ value }) => value)]
    .map(([value, alike]) => ({
      value,
      items: alike.length,
      children: new Set(alike.map(({ childKey }) => childKey)).size,
    }))
    .sort(byFrequency)
    .slice(0, MOST);
};

/** Names of places that are public, and of nothing else. */
const namedPlaces = (evidence: readonly Evidence[], isPublicType: IsPublicType): readonly Tally[] =>
  findPlaceHotspots(evidence, isPublicType)
    .flatMap(({ name, counts: { items, children } }) =>
      name === null ? [] : [{ value: name, items, children }],
    )
    .slice(0, MOST);

const bandOf = ({ item }: Evidence): DayBand | null => findDayBand(item?.timeOfDay ?? null);

/** Counts what evidence is about; a word that nobody told is in no list. */
export const composeEvidence = (
  evidence: readonly Evidence[],
  isPublicType: IsPublicType,
): Composition => ({
  counts: countDistinct([collectMembers(evidence)]),
  contexts: tally(evidence, ({ theme }) => (theme.kind === 'harm' ? theme.context : null)),
  placeNames: namedPlaces(evidence, isPublicType),
  placeTypes: tally(evidence, ({ item }) => item?.placeType),
  platforms: tally(evidence, ({ item }) => item?.online?.platform),
  weekdays: tally(evidence, ({ item }) => item?.weekday),
  times: tally(evidence, bandOf),
  provenance: tally(evidence, ({ item }) => item?.provenance),
  confidence: tally(evidence, ({ item }) => item?.confidence),
});
