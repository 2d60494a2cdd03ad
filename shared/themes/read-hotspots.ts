import type { Instant } from '../kernel/instant.ts';
import { countCells, membersOf } from './cell.ts';
import { wordsOf, viewLabels } from './labels.ts';
import { type HotPlace, hotPlaces, hotPlatforms, withoutPlace } from './hotspots.ts';
import type { Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { type Evidence, itemsOf } from './evidence.ts';
import type { ThemeReader } from './theme-store.ts';
import { type ToldOf, type TimesTold, timesOf } from './mentions.ts';
import { COUNTS_CANNOT_TELL } from './statistics-fields.ts';
import type { PlacesQuery, PlacesView } from './hotspots-api.ts';
import { type PictureAsked, pictureAsked, type PicturePorts } from './parse-statistics-query.ts';

interface Dependencies extends PicturePorts {
  readonly themes: Pick<ThemeReader, 'listEvidence'>;
}

const NOTES = [
  'A child who told of several places stands in each: the whole is not the sum of the places.',
  'Of a place that is not public, such as a private address, only its type is shown.',
];

const isAsked =
  ({ locality, harm }: PlacesQuery) =>
  ({ theme, locality: where }: Evidence): boolean =>
    (locality === undefined || where === locality) &&
    (harm === undefined || (theme.kind === 'harm' && theme.harm === harm));

const viewTimes = ({ slots, unknown }: TimesTold) => ({
  slots: [...slots],
  unknown: [...unknown],
});

const viewTold = <Told extends ToldOf & { readonly times: TimesTold }>(told: Told) => ({
  ...told,
  harms: [...told.harms],
  times: viewTimes(told.times),
});

const viewPlace = (place: HotPlace): PlacesView['places'][number] => ({
  ...viewTold(place),
  localities: [...place.localities],
});

const countOf = (evidence: readonly Evidence[]) => countCells([membersOf(evidence)]);

const viewPicture = (evidence: readonly Evidence[], { authority, catalogue }: PictureAsked) => {
  const items = itemsOf(evidence);
  const { unknown, online } = withoutPlace(evidence);
  const { isPublicType } = wordsOf(catalogue, authority);
  return {
    whole: { counts: countOf(items), times: viewTimes(timesOf(items)) },
    places: hotPlaces(evidence, isPublicType).map(viewPlace),
    platforms: hotPlatforms(evidence).map((platform) => viewTold(platform)),
    withoutPlace: { unknown: countOf(unknown), online: countOf(online) },
    labels: viewLabels(authority, catalogue, ['harm', 'place-type', 'platform']),
  };
};

/** Of which places and platforms children told in a period, and when things happened there; names no child. */
export const readPlaces = async (
  ports: Dependencies,
  query: PlacesQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<PlacesView>> => {
  const asked = await pictureAsked(ports, query, caller, now);
  if ('refusal' in asked) return asked;
  const { authority } = query;
  const { period } = asked.value;
  const { from, to } = period;
  const evidence = await ports.themes.listEvidence({ authority, from, to });
  return {
    value: {
      authority,
      asOf: now,
      period: period.view,
      ...viewPicture(evidence.filter(isAsked(query)), asked.value),
      notes: [...NOTES],
      limits: COUNTS_CANNOT_TELL,
    },
  };
};
