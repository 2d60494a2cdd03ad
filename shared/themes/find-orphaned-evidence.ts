import type { Evidence } from './evidence.ts';
import type { EvidencePlacement, ThemeStore } from './themes.ts';
import { ALL_WEEKS } from './all-weeks.ts';
import { cellNameOf } from './recount-cells.ts';

/** As many as DynamoDB reads at once. */
const PAGE = 100;

interface Strays {
  readonly episodeId: string;
  readonly strays: readonly EvidencePlacement[];
}

type StrayStore = Pick<ThemeStore, 'pageEvidence' | 'readSources'>;

const placeOf = (placed: EvidencePlacement): string => `${cellNameOf(placed)}/${placed.evidenceId}`;

const straysAmong = async (
  themes: StrayStore,
  evidence: readonly Evidence[],
): Promise<readonly Strays[]> => {
  const ids = [...new Set(evidence.map(({ episodeId }) => episodeId))];
  const sources = await themes.readSources(ids);
  const known = new Set(sources.flatMap(({ placements }) => placements.map(placeOf)));
  const unknown = evidence.filter((one) => !known.has(placeOf(one)));
  return ids.flatMap((episodeId) => {
    const strays = unknown.filter((one) => one.episodeId === episodeId);
    return strays.length === 0 ? [] : [{ episodeId, strays }];
  });
};

/**
 * Evidence in an authority's picture of which its episode's source knows nothing, and which would stay for ever. No
 * writer of ours leaves any: a table that was restored or changed by hand may hold some.
 */
export async function* findStrays(themes: StrayStore, authority: string): AsyncGenerator<Strays> {
  let after: string | null = null;
  do {
    const page = await themes.pageEvidence({ authority, ...ALL_WEEKS, after, limit: PAGE });
    yield* await straysAmong(themes, page.items);
    ({ after } = page);
  } while (after !== null);
}
