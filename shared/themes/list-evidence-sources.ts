import type { Directory } from '../directory/directory.ts';
import type { ThemeStore } from './theme-store.ts';
import type { Evidence, EvidencePlacement } from './evidence.ts';
import { formatCellName } from './apply-evidence.ts';
import { ALL_WEEKS } from './week-period.ts';
import type { ChangedSource, EvidenceSourceList } from '../episodes/evidence-source.ts';
import { readPages } from '../kernel/page.ts';

/** DynamoDB's limit for one read. */
const PAGE = 100;

interface ListDependencies {
  readonly evidenceSources: EvidenceSourceList;
  readonly directory: Directory;
}

export async function* pageSources({
  evidenceSources,
  directory,
}: ListDependencies): AsyncGenerator<readonly ChangedSource[]> {
  for (const { code } of directory.authorities) {
    yield* readPages((after) =>
      evidenceSources.listSources({ authority: code, after, limit: PAGE }),
    );
  }
}

/** Also episodes with stored evidence that the list no longer has. Sorted, each once. */
export const listAllSources = async (
  dependencies: ListDependencies & { readonly themes: Pick<ThemeStore, 'listSourceIds'> },
): Promise<readonly string[]> => {
  const ids = new Set(await dependencies.themes.listSourceIds());
  for await (const page of pageSources(dependencies)) {
    for (const { episodeId } of page) ids.add(episodeId);
  }
  return [...ids].sort();
};

/** DynamoDB's limit for one read. */
const ORPHAN_PAGE = 100;

interface OrphanedEvidence {
  readonly episodeId: string;
  readonly orphans: readonly EvidencePlacement[];
}

type OrphanReader = Pick<ThemeStore, 'pageEvidence' | 'readSources'>;

const formatPlacement = (placed: EvidencePlacement): string =>
  `${formatCellName(placed)}/${placed.evidenceId}`;

const findOrphansAmong = async (
  themes: OrphanReader,
  evidence: readonly Evidence[],
): Promise<readonly OrphanedEvidence[]> => {
  const ids = [...new Set(evidence.map(({ episodeId }) => episodeId))];
  const sources = await themes.readSources(ids);
  const known = new Set(sources.flatMap(({ placements }) => placements.map(formatPlacement)));
  const unknown = evidence.filter((one) => !known.has(formatPlacement(one)));
  return ids.flatMap((episodeId) => {
    const orphans = unknown.filter((one) => one.episodeId === episodeId);
    return orphans.length === 0 ? [] : [{ episodeId, orphans }];
  });
};

/**
 * Stored evidence that its source does not list and that would stay for ever. It can exist after a table was restored
 * or changed by hand.
 */
export async function* findOrphanedEvidence(
  themes: OrphanReader,
  authority: string,
): AsyncGenerator<OrphanedEvidence> {
  const pages = readPages((after) =>
    themes.pageEvidence({ authority, ...ALL_WEEKS, after, limit: ORPHAN_PAGE }),
  );
  for await (const evidence of pages) yield* await findOrphansAmong(themes, evidence);
}
