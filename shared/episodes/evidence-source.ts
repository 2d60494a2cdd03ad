import * as z from 'zod';
import type { StoredEpisode } from './stored-episode.ts';
import type { ChangedSource, EvidenceSourceList } from './evidence-work.ts';
import { CORE_TABLE, EVIDENCE_ENTITY } from '../platform/names.ts';
import { evidenceSourceKey } from './item-keys.ts';
import { type Table, type TableWrite, LAST } from '../database/table.ts';

const { evidenceSources } = CORE_TABLE.indexes;

const hasDebrief = (stored: StoredEpisode | null): boolean =>
  (stored?.episode.task?.debriefId ?? null) !== null;

/**
 * Whatever changes an episode with a debrief may change its evidence: what was told, whose child it is, where it lives.
 * This item says so to the stream, in the transaction of the change. It stays listed when the debrief is withdrawn: an
 * evidence that was not taken away then would be found by nobody else.
 */
export const buildEvidenceSourceWrites = (
  previous: StoredEpisode | null,
  next: StoredEpisode,
): readonly TableWrite[] => {
  if (!hasDebrief(previous) && !hasDebrief(next)) return [];
  const { episodeId, responsibleAuthority, task } = next.episode;
  return [
    {
      put: {
        ...evidenceSourceKey(episodeId),
        entity: EVIDENCE_ENTITY,
        episodeId,
        version: next.version,
        [evidenceSources.partitionKey]: responsibleAuthority,
        [evidenceSources.sortKey]: `${task?.openedAt ?? ''}#${episodeId}`,
      },
    },
  ];
};

const sourceItem = z.object({ episodeId: z.string(), version: z.number() });
const markedItem = z.looseObject({ entity: z.literal(EVIDENCE_ENTITY), episodeId: z.string() });

/** The episode whose evidence an item of the table says may have changed; null for any other item. */
export const findChangedEpisode = (item: unknown): string | null =>
  markedItem.safeParse(item).data?.episodeId ?? null;

/** The episodes that have, or had, a debrief, in the core table. */
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
