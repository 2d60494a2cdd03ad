import * as z from 'zod';
import type { ReleaseList, ReleaseStore } from './releases.ts';
import {
  countsItem,
  listingItem,
  releaseItem,
  storedCounts,
  storedListing,
  storedRelease,
  releasesPartition,
  RELEASES_HEAD,
  releasesHeadKey,
  releaseKey,
  releaseCountsKey,
} from './stored-release.ts';
import { type Table, LAST } from '../database/table.ts';

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
