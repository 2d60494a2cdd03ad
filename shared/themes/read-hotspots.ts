import type { Instant } from '../kernel/instant.ts';
import { countDistinct, collectMembers } from './cell.ts';
import { createSentenceLabels, viewLabels } from './labels.ts';
import {
  type PlaceHotspot,
  findPlaceHotspots,
  findPlatformHotspots,
  filterItemsWithoutPlace,
} from './hotspots.ts';
import type { Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { type Evidence, filterItems } from './evidence.ts';
import type { ThemeReader } from './theme-store.ts';
import { type Mentions, type TimesOfDay, countTimesOfDay } from './mentions.ts';
import { COUNTS_LIMITATIONS } from './statistics-fields.ts';
import type { HotspotsQuery, HotspotsView } from './hotspots-api.ts';
import {
  type ParsedStatisticsQuery,
  parseStatisticsQuery,
  type StatisticsDependencies,
} from './parse-statistics-query.ts';

interface Dependencies extends StatisticsDependencies {
  readonly themes: Pick<ThemeReader, 'listEvidence'>;
}

const NOTES = [
  'A child who disclosed several places is counted for each of them. The total is not the sum of the places.',
  'For a place that is not public, such as a private address, only the type is shown.',
];

const matchesHotspotsQuery =
  ({ locality, harm }: HotspotsQuery) =>
  ({ theme, locality: where }: Evidence): boolean =>
    (locality === undefined || where === locality) &&
    (harm === undefined || (theme.kind === 'harm' && theme.harm === harm));

const viewTimes = ({ slots, unknown }: TimesOfDay) => ({
  slots: [...slots],
  unknown: [...unknown],
});

const viewMentions = <Value extends Mentions & { readonly times: TimesOfDay }>(
  mentions: Value,
) => ({
  ...mentions,
  harms: [...mentions.harms],
  times: viewTimes(mentions.times),
});

const viewPlace = (place: PlaceHotspot): HotspotsView['places'][number] => ({
  ...viewMentions(place),
  localities: [...place.localities],
});

const countOf = (evidence: readonly Evidence[]) => countDistinct([collectMembers(evidence)]);

const viewHotspots = (
  evidence: readonly Evidence[],
  { authority, catalogue }: ParsedStatisticsQuery,
) => {
  const items = filterItems(evidence);
  const { unknown, online } = filterItemsWithoutPlace(evidence);
  const { isPublicType } = createSentenceLabels(catalogue, authority);
  return {
    whole: { counts: countOf(items), times: viewTimes(countTimesOfDay(items)) },
    places: findPlaceHotspots(evidence, isPublicType).map(viewPlace),
    platforms: findPlatformHotspots(evidence).map((platform) => viewMentions(platform)),
    withoutPlace: { unknown: countOf(unknown), online: countOf(online) },
    labels: viewLabels(authority, catalogue, ['harm', 'place-type', 'platform']),
  };
};

export const readHotspots = async (
  dependencies: Dependencies,
  query: HotspotsQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<HotspotsView>> => {
  const parsed = await parseStatisticsQuery(dependencies, query, caller, now);
  if ('refusal' in parsed) return parsed;
  const { authority } = query;
  const { period } = parsed.value;
  const { from, to } = period;
  const evidence = await dependencies.themes.listEvidence({ authority, from, to });
  return {
    value: {
      authority,
      asOf: now,
      period: period.view,
      ...viewHotspots(evidence.filter(matchesHotspotsQuery(query)), parsed.value),
      notes: [...NOTES],
      limits: COUNTS_LIMITATIONS,
    },
  };
};
