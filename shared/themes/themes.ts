import type { Cell } from './cell.ts';
import type { CellKey, Evidence } from './evidence.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';
import type { Page } from '../kernel/page.ts';

/** Weeks of an authority's picture, first and last included. */
export interface PictureQuery {
  readonly authority: string;
  readonly from: IsoWeek;
  readonly to: IsoWeek;
}

/** What the evidence of an episode was made of. */
export interface SettledAs {
  /** Of the evidence itself: the same evidence has the same. */
  readonly hash: string;
  /** Version of the episode's state; 0 when there is no such episode. */
  readonly episodeVersion: number;
}

/** Where the evidence of an episode stands, or may stand while it is being replaced. */
export interface EvidenceSource {
  readonly episodeId: string;
  /** Counts writes, from 1; 0 when nothing was ever written. */
  readonly version: number;
  readonly placements: readonly EvidencePlacement[];
  /** What the evidence, whose cells are all counted, was made of; null while it is being replaced. */
  readonly settled: SettledAs | null;
}

/** One piece of evidence, and the cell in which it counts. */
export type EvidencePlacement = CellKey & Pick<Evidence, 'evidenceId'>;

/** The themes' table read. It can be thrown away and rebuilt from the facts. */
export interface ThemeReader {
  /** Every cell with evidence, by week, locality and theme. */
  listCells(query: PictureQuery): Promise<readonly Cell[]>;
  /** By week, locality and theme. */
  listEvidence(query: PictureQuery): Promise<readonly Evidence[]>;
  /** A page of evidence, latest week first. */
  pageEvidence(
    query: PictureQuery & { readonly after: string | null; readonly limit: number },
  ): Promise<Page<Evidence>>;
}

/** And written: only by whoever keeps the picture equal to the facts. */
export interface ThemeStore extends ThemeReader {
  /** Read before the facts: then what is written on it can never be older than what stands there. */
  readSource(episodeId: string): Promise<EvidenceSource>;
  /** Those of which something was ever written. */
  readSources(episodeIds: readonly string[]): Promise<readonly EvidenceSource[]>;
  /** Every episode of which something was ever written. */
  listSourceIds(): Promise<readonly string[]>;
  /**
   * Puts the evidence of an episode in the place of what `source` tells, and notes every place where it stands or
   * stood. `conflict`: somebody else replaced it since `source` was read; what was written so far they replace too.
   */
  replaceEvidence(
    source: EvidenceSource,
    evidence: readonly Evidence[],
  ): Promise<EvidenceSource | 'conflict'>;
  /**
   * Counts a cell anew from its evidence; running it twice, or twice at once, changes nothing. `conflict`: somebody
   * else counted it meanwhile, perhaps without what is there now: count again.
   */
  recount(key: CellKey): Promise<'counted' | 'conflict'>;
  /** Once every cell of `source` is recounted: forgets where the evidence stood before. */
  settle(
    source: EvidenceSource,
    evidence: readonly Evidence[],
    settled: SettledAs,
  ): Promise<'settled' | 'conflict'>;
}
