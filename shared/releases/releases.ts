import type { KeptTable } from './rules/count-table.ts';
import type { Release } from './rules/release.ts';
import type { WeekPeriod } from '../themes/week-period.ts';
import type { WriteResult } from '../kernel/write-result.ts';

/** A release as the list of its authority tells of it. */
export type ListedRelease = Pick<Release, 'releaseId' | 'quarter' | 'madeAt'> & {
  readonly period: WeekPeriod;
};

/** The releases of an authority in the order in which they were kept, read consistently. */
export interface ReleaseList {
  readonly authority: string;
  readonly releases: readonly ListedRelease[];
  /** Counts the releases that were written: 0 when there is none. */
  readonly version: number;
}

/** Releases are never changed, and never taken away: what is out is out. */
export interface ReleaseReader {
  list(authority: string): Promise<ReleaseList>;
  /** In the order of the ids; those that do not exist are left out. */
  read(releaseIds: readonly string[]): Promise<readonly Release[]>;
}

export interface ReleaseStore extends ReleaseReader {
  /**
   * What was counted for releases and what of it they hide, in the order of the ids: only for whoever checks the next
   * one. Throws when one is missing.
   */
  readCounts(releaseIds: readonly string[]): Promise<readonly KeptTable[]>;
  /** Keeps a release that was checked against this list. `conflict`: another was kept since; check anew. */
  keep(list: ReleaseList, release: Release, counts: KeptTable): Promise<WriteResult>;
}
