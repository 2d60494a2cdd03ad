import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Evidence } from '../../shared/themes/evidence.ts';
import type { IsoWeek } from '../../shared/kernel/iso-week.ts';
import { buildEvidence, buildItemCodes, BUS_STATION, buildHarmTheme } from './evidence.ts';
import type { Point } from '../../shared/kernel/point.ts';

/** A county in which nothing emerges: what children disclose, and where, varies only by chance. */
export interface RandomCounty {
  readonly seed: number;
  readonly weeks: readonly IsoWeek[];
  readonly localities: readonly { readonly id: string; readonly centre?: Point }[];
  readonly harms: readonly string[];
  readonly contexts: readonly string[];
  /** On average; of it few themes hold most, as in life. */
  readonly itemsAWeek: number;
}

const PLACES_A_LOCALITY = 6;
const CHILDREN = 300;

const createRandom = (seed: number) => {
  const generator = xoroshiro128plus(seed);
  const share = (): number => uniformFloat64(generator);
  return {
    share,
    below: (end: number): number => Math.floor(share() * end),
    /** Knuth's way, for small means. */
    poisson: (mean: number): number => {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = share(); product > limit; product *= share()) count += 1;
      return count;
    },
  };
};
type SeededRandom = ReturnType<typeof createRandom>;

/** Six in a hundred children make a third of all disclosures. */
const drawChild = ({ share, below }: SeededRandom): string =>
  share() < 0.33 ? `often-${below(CHILDREN * 0.06)}` : `child-${below(CHILDREN)}`;

const placesOf = (centre: Point | undefined, random: SeededRandom): readonly (Point | null)[] =>
  Array.from({ length: PLACES_A_LOCALITY }, () =>
    centre === undefined
      ? null
      : {
          latitude: centre.latitude + (random.share() - 0.5) / 10,
          longitude: centre.longitude + (random.share() - 0.5) / 6,
        },
  );

const themesOf = (county: RandomCounty, random: SeededRandom) => {
  const themes = county.localities.flatMap(({ id, centre }) => {
    const places = placesOf(centre, random);
    return county.harms.flatMap((harm) =>
      county.contexts.map((context) => ({
        locality: id,
        theme: buildHarmTheme(harm, context),
        places,
        weight: random.share() ** 4,
      })),
    );
  });
  const whole = themes.reduce((sum, { weight }) => sum + weight, 0);
  return themes.map((one) => ({ ...one, mean: (one.weight / whole) * county.itemsAWeek }));
};

/** All disclosures of these weeks. */
export const generateCountyEvidence = (county: RandomCounty): readonly Evidence[] => {
  const random = createRandom(county.seed);
  const themes = themesOf(county, random);
  let number = 0;
  return county.weeks.flatMap((week) =>
    themes.flatMap(({ locality, theme, places, mean }) =>
      Array.from({ length: random.poisson(mean) }, () => {
        const point = places[random.below(places.length)] ?? null;
        const place = point && { ...BUS_STATION, name: null, key: `pl-${point.latitude}`, point };
        number += 1;
        return buildEvidence({
          evidenceId: `evi-${county.seed}-${number}`,
          childKey: drawChild(random),
          week,
          locality,
          theme,
          item: buildItemCodes({ number, place }),
        });
      }),
    ),
  );
};
