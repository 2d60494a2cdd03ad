import type { Directory } from '../directory/directory.ts';
import { type MadeEvidence, makeEvidence } from './make-evidence.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import type { EvidencePlacement, EvidenceSource, CellKey } from './evidence.ts';
import { formatThemeKey } from './theme.ts';
import type { Backoff } from '../kernel/back-off.ts';
import type { ThemeStore } from './theme-store.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';

/** What a rebuild asks for beside. */
export interface ApplyOptions {
  /** Writes and counts all of it, also when nothing seems to have changed. */
  readonly refreshAll?: boolean;
  /** Evidence that was found to stand where the source does not know of it; it goes unless it belongs there. */
  readonly orphans?: readonly EvidencePlacement[];
}

/** The names of the cells that were counted; none when nothing had changed. */
export type Applied = readonly string[];

const replace = async (
  ports: EvidenceDependencies,
  source: EvidenceSource,
  { evidence, version }: MadeEvidence,
): Promise<Applied | 'conflict'> => {
  const replaced = await ports.themes.replaceEvidence(source, evidence);
  if (replaced === 'conflict') return 'conflict';
  const counted = await refreshCells(ports, replaced.placements);
  const done = await ports.themes.completeEvidence(replaced, evidence, version);
  return done === 'settled' ? counted : 'conflict';
};

const noteVersion = async (
  { themes }: EvidenceDependencies,
  source: EvidenceSource,
  { evidence, version }: MadeEvidence,
): Promise<Applied | 'conflict'> => {
  if (source.completed?.episodeVersion === version.episodeVersion) return [];
  return (await themes.completeEvidence(source, evidence, version)) === 'settled' ? [] : 'conflict';
};

const applyOnce = async (
  ports: EvidenceDependencies,
  episodeId: string,
  { refreshAll = false, orphans = [] }: ApplyOptions,
): Promise<Applied | 'conflict'> => {
  // Before the facts: if they change after they are read, whoever writes the newer ones makes this write a conflict.
  const source = await ports.themes.readSource(episodeId);
  const made = await makeEvidence(ports.episodes, episodeId, ports.directory);
  const stands = source.completed?.hash === made.version.hash;
  if (stands && !refreshAll) return noteVersion(ports, source, made);
  return replace(ports, { ...source, placements: [...source.placements, ...orphans] }, made);
};

/**
 * Makes the picture show what the facts of one episode say now: its evidence takes the place of whatever stood there,
 * and every cell that gained or lost any is counted anew. Doing it again, or several at once, changes nothing; cut off
 * anywhere, the next time puts it right. Throws when others were quicker every time.
 */
export const applyEvidence = (
  ports: EvidenceDependencies,
  episodeId: string,
  options: ApplyOptions = {},
): Promise<Applied> => retryOnConflict(ports.backOff, () => applyOnce(ports, episodeId, options));

type RecountPorts = Pick<EvidenceDependencies, 'themes' | 'backOff'>;

/** A cell as one word. */
export const formatCellName = ({ authority, locality, week, theme }: CellKey): string =>
  `${authority}/${locality}/${week}/${formatThemeKey(theme)}`;

const recountCell = ({ themes, backOff }: RecountPorts, key: CellKey): Promise<'counted'> =>
  retryOnConflict(backOff, () => themes.writeCell(key));

/** Counts each of these cells anew, once; gives their names. Throws when one was lost to others every time. */
export const refreshCells = async (
  ports: RecountPorts,
  keys: readonly CellKey[],
): Promise<readonly string[]> => {
  const cells = new Map(keys.map((key) => [formatCellName(key), key]));
  await Promise.all([...cells.values()].map((key) => recountCell(ports, key)));
  return [...cells.keys()];
};

/** What making evidence needs. */
export interface EvidenceDependencies {
  readonly episodes: Pick<EpisodeStore, 'readState' | 'readDebrief'>;
  readonly themes: ThemeStore;
  readonly directory: Directory;
  readonly backOff: Backoff;
}
