import * as z from 'zod';
import { CORE_TABLE, EVIDENCE_ENTITY } from '../platform/names.ts';
import { type Item, type Table, type TableWrite, LAST } from '../database/table.ts';
import type { StoredEpisode } from './episode.ts';
import { evidenceSourceKey } from './episode-items.ts';
import type { Page } from '../kernel/page.ts';

const { evidenceSources } = CORE_TABLE.indexes;

const hasDebrief = (stored: StoredEpisode | null): boolean =>
  (stored?.episode.task?.debriefId ?? null) !== null;

/**
 * Any change to an episode with a debrief can change its evidence: what was disclosed, who the
 * child is, where they live. This item, written in the transaction of the change, brings it to the
 * stream. It stays when the debrief is retracted, so that evidence that was not deleted then can
 * still be found.
 */
export const buildEvidenceSourceWrites = (
  previous: StoredEpisode | null,
  next: StoredEpisode,
): readonly TableWrite[] => {
  if (!hasDebrief(previous) && !hasDebrief(next)) return [];
  const { episodeId, responsibleAuthority, task } = next.episode;
  return [{ put: buildSourceItem(episodeId, responsibleAuthority, task?.openedAt, next.version) }];
};

const buildSourceItem = (
  episodeId: string,
  authority: string,
  openedAt: string | undefined,
  version: number,
): Item => ({
  ...evidenceSourceKey(episodeId),
  entity: EVIDENCE_ENTITY,
  episodeId,
  version,
  [evidenceSources.partitionKey]: authority,
  [evidenceSources.sortKey]: `${openedAt ?? ''}#${episodeId}`,
});

/** Of an episode that is no more: its evidence is removed. */
export const buildGoneSourceWrites = (stored: StoredEpisode): readonly TableWrite[] => {
  const { episodeId, responsibleAuthority, task } = stored.episode;
  return hasDebrief(stored)
    ? [
        {
          put: buildSourceItem(episodeId, responsibleAuthority, task?.openedAt, stored.version + 1),
        },
      ]
    : [];
};

const sourceItem = z.object({ episodeId: z.string(), version: z.number() });
const markedItem = z.looseObject({ entity: z.literal(EVIDENCE_ENTITY), episodeId: z.string() });

/** Null when the item is not an evidence source. */
export const findChangedEpisode = (item: unknown): string | null =>
  markedItem.safeParse(item).data?.episodeId ?? null;

export const createEvidenceSourceList = (table: Table): EvidenceSourceList => ({
  listSources: async ({ authority, after, limit }) => {
    const entries = await table.readIndex({
      index: evidenceSources,
      partition: authority,
      from: after ?? ' ',
      to: LAST,
      order: 'ascending',
      limit: limit + 2,
    });
    const fresh = entries.filter(({ sortValue }) => sortValue !== after);
    const page = fresh.slice(0, limit);
    const items = await table.getMany(page.map(({ key }) => key));
    return {
      items: items.map((item): ChangedSource => sourceItem.parse(item)),
      after: fresh.length > limit ? (page.at(-1)?.sortValue ?? null) : null,
    };
  },
});

export interface ChangedSource {
  readonly episodeId: string;
  readonly version: number;
}

export interface EvidenceSourceList {
  /** By when the tasks opened. The list may lag behind the table; its entries do not. */
  listSources(query: {
    readonly authority: string;
    readonly after: string | null;
    readonly limit: number;
  }): Promise<Page<ChangedSource>>;
}

/** The queue of episodes whose evidence is to be rebuilt. A repeated request does no harm. */
export interface EvidenceQueue {
  request(episodeIds: readonly string[]): Promise<void>;
}

const evidenceWorkSchema = z.strictObject({ episodeId: z.string().min(1) });

/** Throws when the body is not a message of this queue. */
export const parseEvidenceMessage = (body: string): string =>
  evidenceWorkSchema.parse(JSON.parse(body)).episodeId;

export const formatEvidenceMessage = (episodeId: string): string =>
  JSON.stringify({ episodeId } satisfies z.infer<typeof evidenceWorkSchema>);
