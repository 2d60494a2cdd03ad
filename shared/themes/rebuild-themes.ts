import type { CellKey } from './evidence.ts';
import {
  applyEvidence,
  type ApplyOptions,
  formatCellName,
  refreshCells,
  type EvidenceDependencies,
} from './apply-evidence.ts';
import { listAllSources, findOrphanedEvidence } from './list-evidence-sources.ts';
import { ALL_WEEKS } from './week-period.ts';
import type { EvidenceSourceList } from '../episodes/evidence-source.ts';

/** More at the same time would only conflict. */
const AT_ONCE = 8;

/**
 * Slices, not a pool: `--after` continues from the last episode of a slice, so everything before it must be
 * done.
 */
const splitIntoSlices = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) =>
    all.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );

interface Run extends RebuildOptions {
  readonly dependencies: RebuildDependencies;
  readonly counted: Set<string>;
  failed: number;
}

const apply = async (run: Run, episodeId: string, options: ApplyOptions = {}): Promise<void> => {
  try {
    const cells = await applyEvidence(run.dependencies, episodeId, {
      refreshAll: true,
      ...options,
    });
    for (const cell of cells) run.counted.add(cell);
  } catch (error) {
    run.failed += 1;
    run.onFault(episodeId, error);
  }
};

const applyAll = async (run: Run, ids: readonly string[]): Promise<void> => {
  let done = 0;
  for (const slice of splitIntoSlices(ids)) {
    await Promise.all(slice.map((episodeId) => apply(run, episodeId)));
    done += slice.length;
    run.onProgress({ done, of: ids.length, last: slice.at(-1) ?? '' });
  }
};

const clearOrphans = async (run: Run, authority: string): Promise<number> => {
  let found = 0;
  for await (const { episodeId, orphans } of findOrphanedEvidence(
    run.dependencies.themes,
    authority,
  )) {
    found += 1;
    await apply(run, episodeId, { orphans });
  }
  return found;
};

const refreshOtherCells = async (
  { dependencies, counted }: Run,
  authority: string,
): Promise<void> => {
  const cells: readonly CellKey[] = await dependencies.themes.listCells({
    authority,
    ...ALL_WEEKS,
  });
  for (const slice of splitIntoSlices(cells.filter((cell) => !counted.has(formatCellName(cell))))) {
    for (const cell of await refreshCells(dependencies, slice)) counted.add(cell);
  }
};

/**
 * Rebuilds all theme statistics from the episodes, while they are in use: first the evidence of every episode that has
 * or had a debrief or has stored evidence, then orphaned evidence, then the remaining cells. It can be stopped and
 * started again, or continued.
 */
export const rebuildThemes = async (
  dependencies: RebuildDependencies,
  options: RebuildOptions,
): Promise<RebuildReport> => {
  const all = await listAllSources(dependencies);
  const { after } = options;
  const ids = after === null ? all : all.filter((id) => id > after);
  const run: Run = { ...options, dependencies, counted: new Set(), failed: 0 };
  await applyAll(run, ids);
  let orphaned = 0;
  for (const { code } of dependencies.directory.authorities) {
    orphaned += await clearOrphans(run, code);
    await refreshOtherCells(run, code);
  }
  return { episodes: ids.length, failed: run.failed, orphaned, cells: run.counted.size };
};

export interface RebuildDependencies extends EvidenceDependencies {
  readonly evidenceSources: EvidenceSourceList;
}

export interface RebuildProgress {
  readonly done: number;
  readonly of: number;
  readonly last: string;
}

export interface RebuildOptions {
  readonly after: string | null;
  readonly onProgress: (progress: RebuildProgress) => void;
  /** Called for an episode that failed; the others are still done. */
  readonly onFault: (episodeId: string, error: unknown) => void;
}

export interface RebuildReport {
  readonly episodes: number;
  /** If not 0, the statistics may be incomplete. */
  readonly failed: number;
  readonly orphaned: number;
  readonly cells: number;
}
