import type { EvidenceListView, EvidenceView, ListEvidenceQuery } from './evidence-api.ts';
import type { Instant } from '../kernel/instant.ts';
import { createSentenceLabels, viewLabels } from './labels.ts';
import type { Page } from '../kernel/page.ts';
import type { Result } from '../kernel/result.ts';
import { viewEvidence } from './view-evidence.ts';
import type { Caller } from '../access/caller.ts';
import type { WeeksQuery } from './theme-keys.ts';
import type { ThemeReader } from './theme-store.ts';
import { COUNTS_LIMITATIONS } from './statistics-fields.ts';
import {
  type ParsedStatisticsQuery,
  parseStatisticsQuery,
  type StatisticsDependencies,
} from './parse-statistics-query.ts';
import { readPageStart, identifyList, writeNextCursor } from '../kernel/cursor.ts';

interface Dependencies extends StatisticsDependencies {
  readonly themes: Pick<ThemeReader, 'pageEvidence'>;
}

const MOST_READS = 20;

const LISTS = [
  'harm',
  'context',
  'place-type',
  'item-class',
  'provenance',
  'role',
  'transport',
  'platform',
] as const;

/** Reads only as many as are missing, so that the cursor after the last read is the cursor after the last shown. */
const readPage = async (
  themes: Dependencies['themes'],
  query: WeeksQuery & { readonly after: string | null; readonly limit: number },
  choose: (page: Awaited<ReturnType<ThemeReader['pageEvidence']>>) => readonly EvidenceView[],
): Promise<Page<EvidenceView>> => {
  const items: EvidenceView[] = [];
  let { after } = query;
  for (let read = 0; read < MOST_READS && items.length < query.limit; read++) {
    const page = await themes.pageEvidence({ ...query, after, limit: query.limit - items.length });
    items.push(...choose(page));
    after = page.after;
    if (after === null) break;
  }
  return { items, after };
};

const viewNotes = ({ authority, catalogue }: ParsedStatisticsQuery) => ({
  labels: viewLabels(authority, catalogue, LISTS, ['push', 'pull']),
  limits: COUNTS_LIMITATIONS,
});

/**
 * Latest week first. It leads to the debrief only if the child is one of the caller's authorities'. A page can have
 * fewer items than the limit, because filters apply after reading.
 */
export const listEvidence = async (
  dependencies: Dependencies,
  query: ListEvidenceQuery,
  caller: Caller,
  requestedAt: Instant,
): Promise<Result<EvidenceListView>> => {
  const list = identifyList('evidence', listFilters(query));
  const place = readPageStart(query.cursor, list, requestedAt);
  if ('refusal' in place) return place;
  const { after, now } = place.value;
  const parsed = await parseStatisticsQuery(dependencies, query, caller, now);
  if ('refusal' in parsed) return parsed;
  const { authority, catalogue, period } = parsed.value;
  const view = viewEvidence(caller, createSentenceLabels(catalogue, authority).isPublicType);
  const page = await readPage(
    dependencies.themes,
    { authority: authority.code, from: period.from, to: period.to, after, limit: query.limit },
    ({ items }) => items.map(view).filter(matchesQuery(query)),
  );
  return {
    value: {
      period: period.view,
      items: [...page.items],
      cursor: writeNextCursor(page.after, list, now),
      ...viewNotes(parsed.value),
    },
  };
};

type EvidenceFilters = Pick<
  ListEvidenceQuery,
  'locality' | 'kind' | 'harm' | 'context' | 'factor' | 'person' | 'handle' | 'place'
>;

const FILTER_VALUES: Readonly<
  Record<keyof EvidenceFilters, (evidence: EvidenceView) => readonly (string | null | undefined)[]>
> = {
  locality: ({ locality }) => [locality],
  kind: ({ kind }) => [kind],
  harm: ({ harm }) => [harm],
  context: ({ context }) => [context],
  factor: ({ factor }) => [factor],
  person: ({ item }) => item?.people.map(({ pseudonym }) => pseudonym) ?? [],
  handle: ({ item }) => [item?.online?.handle],
  place: ({ item }) => [item?.place?.key],
};

const FILTERS = Object.keys(FILTER_VALUES) as readonly (keyof EvidenceFilters)[];

/** Matches on what the caller may see, so that a filter cannot reveal anything else. */
export const matchesQuery =
  (parsed: EvidenceFilters) =>
  (evidence: EvidenceView): boolean =>
    FILTERS.every((name) => {
      const wanted = parsed[name];
      return wanted === undefined || FILTER_VALUES[name](evidence).includes(wanted);
    });

/** Binds the cursor to the query. */
export const listFilters = (query: ListEvidenceQuery): Readonly<Record<string, unknown>> => {
  const { authority, from, to } = query;
  const parsed = Object.fromEntries(FILTERS.map((name) => [name, query[name]]));
  return { authority, from, to, ...parsed };
};
