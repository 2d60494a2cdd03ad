import * as z from 'zod';
import { CHILD_ENTITY, CORE_TABLE, EVIDENCE_ENTITY } from '../platform/names.ts';
import type { Instant } from '../kernel/instant.ts';
import { DECIDED_CHILDREN } from './child-match-store.ts';
import { type Item, type Table, type TableWrite, LAST } from '../database/table.ts';
import type { StoredEpisode } from './episode.ts';
import { evidenceSourceKey } from './episode-items.ts';
import type { Page } from '../kernel/page.ts';

const { evidenceSources, episodesByChild } = CORE_TABLE.indexes;

const hasDebrief = (stored: StoredEpisode | null): boolean =>
  (stored?.episode.task?.debriefs ?? []).length > 0;

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

const childItem = z.looseObject({ entity: z.literal(CHILD_ENTITY), childId: z.string() });

/** What can change evidence: an episode, or a decision about who a child is. */
export type EvidenceChange = { readonly episodeId: string } | { readonly childId: string };

/** Null when the item changes no evidence. */
export const findEvidenceChange = (item: unknown): EvidenceChange | null =>
  markedItem.safeParse(item).data ?? childItem.safeParse(item).data ?? null;

const readId = (sortValue: string): string => sortValue.slice(sortValue.lastIndexOf('#') + 1);

const MOST_OF_CHILD = 1_000;

const listEpisodesUnder = async (table: Table, childId: string): Promise<readonly string[]> => {
  const entries = await table.readIndex({
    index: episodesByChild,
    partition: childId,
    from: ' ',
    to: LAST,
    order: 'descending',
    limit: MOST_OF_CHILD,
  });
  return entries.map(({ sortValue }) => readId(sortValue));
};

export const createEvidenceSourceList = (table: Table): EvidenceSourceList => ({
  listChanged: async (change) =>
    'episodeId' in change ? [change.episodeId] : listEpisodesUnder(table, change.childId),
  listDecided: async (since) => {
    const entries = await table.readIndex({
      index: evidenceSources,
      partition: DECIDED_CHILDREN,
      from: since,
      to: LAST,
      order: 'ascending',
      limit: Infinity,
    });
    return entries.map(({ sortValue }) => ({ childId: readId(sortValue) }));
  },
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
  /** The episodes whose evidence a change concerns. */
  listChanged(change: EvidenceChange): Promise<readonly string[]>;
  /** Decisions about children since then. */
  listDecided(since: Instant): Promise<readonly EvidenceChange[]>;
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
