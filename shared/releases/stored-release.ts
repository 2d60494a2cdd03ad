import * as z from 'zod';
import type { KeptTable } from './rules/count-table.ts';
import { isQuarter } from './rules/quarter.ts';
import type { Release } from './rules/release.ts';
import { isIsoWeek } from '../kernel/iso-week.ts';
import type { ListedRelease } from './releases.ts';
import type { Item, ItemKey } from '../database/table.ts';
import { instantSchema } from '../kernel/instant.ts';
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
