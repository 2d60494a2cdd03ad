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

/** So many episodes, or cells, at once: more would only wait for each other. */
const AT_ONCE = 8;

const slices = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) =>
    all.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );

/** A rebuild under way: which cells it counted, and how much of it failed. */
interface Run extends RebuildOptions {
  readonly ports: RebuildDependencies;
  readonly counted: Set<string>;
  failed: number;
}

const apply = async (run: Run, episodeId: string, options: ApplyOptions = {}): Promise<void> => {
  try {
    const cells = await applyEvidence(run.ports, episodeId, { refreshAll: true, ...options });
    for (const cell of cells) run.counted.add(cell);
  } catch (error) {
    run.failed += 1;
    run.onFault(episodeId, error);
  }
};

const applyAll = async (run: Run, ids: readonly string[]): Promise<void> => {
  let done = 0;
  for (const slice of slices(ids)) {
    await Promise.all(slice.map((episodeId) => apply(run, episodeId)));
    done += slice.length;
    run.onProgress({ done, of: ids.length, last: slice.at(-1) ?? '' });
  }
};

const clearOrphans = async (run: Run, authority: string): Promise<number> => {
  let found = 0;
  for await (const { episodeId, orphans } of findOrphanedEvidence(run.ports.themes, authority)) {
    found += 1;
    await apply(run, episodeId, { orphans });
  }
  return found;
};

/** Cells to which no evidence led: what they count is gone. */
const recountOthers = async ({ ports, counted }: Run, authority: string): Promise<void> => {
  const cells: readonly CellKey[] = await ports.themes.listCells({ authority, ...ALL_WEEKS });
  for (const slice of slices(cells.filter((cell) => !counted.has(formatCellName(cell))))) {
    for (const cell of await refreshCells(ports, slice)) counted.add(cell);
  }
};

/**
 * Makes the whole picture anew from the facts, in place and while it is in use: the evidence of every episode that has,
 * or had, a debrief, or of which any stands; then what stands without its episode knowing of it; then the cells that are
 * left. In the end it is as one made from nothing. It may be cut off and begun again, or gone on with.
 */
export const rebuildThemes = async (
  ports: RebuildDependencies,
  options: RebuildOptions,
): Promise<RebuildReport> => {
  const all = await listAllSources(ports);
  const { after } = options;
  const ids = after === null ? all : all.filter((id) => id > after);
  const run: Run = { ...options, ports, counted: new Set(), failed: 0 };
  await applyAll(run, ids);
  let orphaned = 0;
  for (const { code } of ports.directory.authorities) {
    orphaned += await clearOrphans(run, code);
    await recountOthers(run, code);
  }
  return { episodes: ids.length, failed: run.failed, orphaned, cells: run.counted.size };
};

export interface RebuildDependencies extends EvidenceDependencies {
  readonly evidenceSources: EvidenceSourceList;
}

/** How far a rebuild is. */
export interface RebuildProgress {
  readonly done: number;
  readonly of: number;
  /** The last episode of those that are done, in the order of their ids: a rebuild can go on after it. */
  readonly last: string;
}

/** How a rebuild is run. */
export interface RebuildOptions {
  /** Goes on after this episode; null to begin at the beginning. */
  readonly after: string | null;
  readonly onProgress: (progress: RebuildProgress) => void;
  /** An episode of which it failed; the others are done all the same. */
  readonly onFault: (episodeId: string, error: unknown) => void;
}

export interface RebuildReport {
  readonly episodes: number;
  /** Times that something failed: then the picture may not be whole yet. */
  readonly failed: number;
  /** Episodes of which evidence stood that nothing led to. */
  readonly orphaned: number;
  readonly cells: number;
}
