import * as z from 'zod';
import type { WriteResult } from '../kernel/write-result.ts';
import { type Table, LAST, type Item, type ItemKey } from '../database/table.ts';
import type { WeekPeriod } from '../themes/week-period.ts';
import type { KeptTable } from './rules/grid.ts';
import type { Release } from './release.ts';
import { isQuarter } from './rules/quarter.ts';
import { isIsoWeek } from '../kernel/iso-week.ts';
import { instantSchema } from '../kernel/instant.ts';

const storedHead = z.object({ version: z.number() });

/** The head and what it counts are read together. */
const list = async (table: Table, authority: string): Promise<ReleaseList> => {
  const items = await table.readPartition(releasesPartition(authority), RELEASES_HEAD, LAST);
  const [head, ...listed] = items;
  return {
    authority,
    releases: listed.map((item) => storedListing.parse(item)),
    version: head === undefined ? 0 : storedHead.parse(head).version,
  };
};

/** Releases in the core table, and apart from them what was counted. */
export const createReleaseStore = (table: Table): ReleaseStore => ({
  list: (authority) => list(table, authority),
  read: async (releaseIds) => {
    const items = await table.getMany(releaseIds.map(releaseKey));
    return items.map((item) => storedRelease.parse(item));
  },
  readCounts: async (releaseIds) => {
    const items = await table.getMany(releaseIds.map(releaseCountsKey));
    if (items.length < releaseIds.length) throw new Error('The counts of a release are missing.');
    return items.map((item) => storedCounts.parse(item));
  },
  keep: async ({ authority, version }, release, counts) => {
    const number = version + 1;
    const head = { ...releasesHeadKey(authority), entity: 'releases', version: number };
    const { outcome } = await table.transact([
      { put: head, onlyIf: version === 0 ? 'absent' : { version } },
      { put: listingItem(release, number), onlyIf: 'absent' },
      { put: releaseItem(release), onlyIf: 'absent' },
      { put: countsItem(release.releaseId, counts), onlyIf: 'absent' },
    ]);
    return outcome === 'written' ? 'written' : 'conflict';
  },
});

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

const text = z.string();

const week = text.refine(isIsoWeek);

const listing = {
  releaseId: text,
  quarter: text.refine(isQuarter),
  period: z.object({ from: week, to: week }),
  madeAt: instantSchema,
};

export const storedListing: z.ZodType<ListedRelease> = z.object(listing);

/** A release as it stands in the table: what is shown, and no more. */
export const storedRelease: z.ZodType<Release> = z.object({
  ...listing,
  authority: text,
  madeBy: text,
  threshold: z.number(),
  localities: z.array(z.object({ id: text, name: text })),
  harms: z.array(z.object({ code: text, label: text })),
  shown: z.array(z.number().nullable()),
});

/** What was counted, in an item of its own. */
export const storedCounts: z.ZodType<KeptTable> = z.object({
  localities: z.array(text),
  harms: z.array(text),
  counts: z.array(z.number()),
  children: z.array(z.number()),
  hidden: z.array(z.number()).transform((figures): ReadonlySet<number> => new Set(figures)),
  threshold: z.number(),
});

export const releaseItem = (release: Release): Item => ({
  ...releaseKey(release.releaseId),
  entity: 'release',
  ...release,
});

/** `number`: that of the release among those of its authority, from 1. */
export const listingItem = (
  { authority, releaseId, quarter, period, madeAt }: Release,
  number: number,
): Item => ({
  ...releaseListingKey(authority, number),
  entity: 'release-listing',
  releaseId,
  quarter,
  period,
  madeAt,
});

export const countsItem = (releaseId: string, table: KeptTable): Item => ({
  ...releaseCountsKey(releaseId),
  entity: 'release-counts',
  ...table,
  hidden: [...table.hidden],
});

/** The releases of an authority in the order in which they were made, after a head that counts them. */
export const releasesPartition = (authority: string): string => `releases#${authority}`;

export const RELEASES_HEAD = 'head';

export const releasesHeadKey = (authority: string): ItemKey => ({
  pk: releasesPartition(authority),
  sk: RELEASES_HEAD,
});

/** `number`: counted from 1 within the authority. */
export const releaseListingKey = (authority: string, number: number): ItemKey => ({
  pk: releasesPartition(authority),
  sk: `release#${String(number).padStart(6, '0')}`,
});

/** A release as it is shown, */
export const releaseKey = (releaseId: string): ItemKey => ({
  pk: `release#${releaseId}`,
  sk: 'release',
});

/** and where no view looks, what was counted for it. */
export const releaseCountsKey = (releaseId: string): ItemKey => ({
  pk: `release-counts#${releaseId}`,
  sk: 'counts',
});
