import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import { countSchema, themeCountsSchema } from '../themes/statistics-fields.ts';
import { countDistinct, collectMembers } from '../themes/cell.ts';
import type { Evidence } from '../themes/evidence.ts';
import { findPlaceHotspots, type IsPublicType } from '../themes/hotspots.ts';
import { type DayBand, findDayBand } from '../themes/mentions.ts';

const talliesSchema = z
  .array(z.object({ value: z.string(), items: countSchema, children: countSchema }))
  .meta({ id: 'SignalTallies', description: 'Most children first, 10 at most.' });
type Tallies = Immutable<z.infer<typeof talliesSchema>>;
type Tally = Tallies[number];

/** What evidence is about: codes and names of public places, never the words of a child. */
export const compositionSchema = z
  .object({
    counts: themeCountsSchema,
    contexts: talliesSchema,
    placeNames: talliesSchema.meta({ description: 'Public places only.' }),
    placeTypes: talliesSchema,
    platforms: talliesSchema,
    weekdays: talliesSchema,
    times: talliesSchema.meta({ description: 'Bands of 3 hours, by their first minute.' }),
    provenance: talliesSchema.meta({ description: 'How the children know.' }),
    confidence: talliesSchema.meta({ description: 'Of the practitioners.' }),
  })
  .meta({ id: 'SignalComposition' });
export type Composition = Immutable<z.infer<typeof compositionSchema>>;

const MOST = 10;

const compareFrequency = (a: Tally, b: Tally): number =>
  b.children - a.children || b.items - a.items || (a.value < b.value ? -1 : 1);

const tally = (
  evidence: readonly Evidence[],
  valueOf: (one: Evidence) => string | null | undefined,
): Tallies => {
  const valued = evidence.flatMap((one) => {
    const value = valueOf(one) ?? null;
    return value === null ? [] : [{ value, childKey: one.childKey }];
  });
  return [...Map.groupBy(valued, ({ value }) => value)]
    .map(([value, alike]) => ({
      value,
      items: alike.length,
      children: new Set(alike.map(({ childKey }) => childKey)).size,
    }))
    .sort(compareFrequency)
    .slice(0, MOST);
};

const tallyPlaces = (evidence: readonly Evidence[], isPublicType: IsPublicType): Tallies =>
  findPlaceHotspots(evidence, isPublicType)
    .flatMap(({ name, counts: { items, children } }) =>
      name === null ? [] : [{ value: name, items, children }],
    )
    .slice(0, MOST);

const findBand = ({ item }: Evidence): DayBand | null => findDayBand(item?.timeOfDay ?? null);

export const composeEvidence = (
  evidence: readonly Evidence[],
  isPublicType: IsPublicType,
): Composition => ({
  counts: countDistinct([collectMembers(evidence)]),
  contexts: tally(evidence, ({ theme }) => (theme.kind === 'harm' ? theme.context : null)),
  placeNames: tallyPlaces(evidence, isPublicType),
  placeTypes: tally(evidence, ({ item }) => item?.placeType),
  platforms: tally(evidence, ({ item }) => item?.online?.platform),
  weekdays: tally(evidence, ({ item }) => item?.weekday),
  times: tally(evidence, findBand),
  provenance: tally(evidence, ({ item }) => item?.provenance),
  confidence: tally(evidence, ({ item }) => item?.confidence),
});
