import type { Directory } from '../directory/directory.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import type { CellKey, EvidencePlacement, EvidenceSource } from './evidence.ts';
import { type MadeEvidence, makeEvidence } from './make-evidence.ts';
import type { ThemeStore } from './theme-store.ts';
import { formatThemeKey } from './theme.ts';
import type { Backoff } from '../kernel/system-random.ts';

export interface EvidenceDependencies {
  readonly episodes: Pick<EpisodeStore, 'readState' | 'readDebrief' | 'readChildren'>;
  readonly themes: ThemeStore;
  readonly directory: Directory;
  readonly backOff: Backoff;
}

export interface ApplyOptions {
  readonly refreshAll?: boolean;
  /** Stored evidence that the source does not list: it is removed unless it belongs there. */
  readonly orphans?: readonly EvidencePlacement[];
}

export type Applied = readonly string[];

type CellDependencies = Pick<EvidenceDependencies, 'themes' | 'backOff'>;

export const formatCellName = ({ authority, locality, week, theme }: CellKey): string =>
  `${authority}/${locality}/${week}/${formatThemeKey(theme)}`;

export const refreshCells = async (
  { themes, backOff }: CellDependencies,
  keys: readonly CellKey[],
): Promise<Applied> => {
  const cells = new Map(keys.map((key) => [formatCellName(key), key]));
  await Promise.all(
    [...cells.values()].map((key) => retryOnConflict(backOff, () => themes.writeCell(key))),
  );
  return [...cells.keys()];
};

const replace = async (
  dependencies: EvidenceDependencies,
  source: EvidenceSource,
  { evidence, version }: MadeEvidence,
): Promise<Applied | 'conflict'> => {
  const { themes } = dependencies;
  const replaced = await themes.replaceEvidence(source, evidence);
  if (replaced === 'conflict') return 'conflict';
  const counted = await refreshCells(dependencies, replaced.placements);
  const result = await themes.completeEvidence(replaced, evidence, version);
  return result === 'written' ? counted : 'conflict';
};

const updateVersion = async (
  { themes }: EvidenceDependencies,
  source: EvidenceSource,
  { evidence, version }: MadeEvidence,
): Promise<Applied | 'conflict'> => {
  if (source.completed?.episodeVersion === version.episodeVersion) return [];
  return (await themes.completeEvidence(source, evidence, version)) === 'written' ? [] : 'conflict';
};

const applyOnce = async (
  dependencies: EvidenceDependencies,
  episodeId: string,
  { refreshAll = false, orphans = [] }: ApplyOptions,
): Promise<Applied | 'conflict'> => {
  // Read before the episode: if the episode changes after that, applying the change makes this write a conflict.
  const source = await dependencies.themes.readSource(episodeId);
  const made = await makeEvidence(dependencies.episodes, episodeId, dependencies.directory);
  const isUnchanged = source.completed?.hash === made.version.hash;
  if (isUnchanged && !refreshAll) return updateVersion(dependencies, source, made);
  return replace(dependencies, { ...source, placements: [...source.placements, ...orphans] }, made);
};

/**
 * Brings the theme statistics up to date with one episode: replaces its evidence and counts every cell that gained or
 * lost any. It is safe to repeat, to run at the same time as another, and to run again after it failed half way. Throws
 * after too many conflicts.
 */
export const applyEvidence = (
  dependencies: EvidenceDependencies,
  episodeId: string,
  options: ApplyOptions = {},
): Promise<Applied> =>
  retryOnConflict(dependencies.backOff, () => applyOnce(dependencies, episodeId, options));
