import type { StoredEpisode } from '../../ports.ts';
import { CORE_TABLE, EVIDENCE_ENTITY } from '../../platform/names.ts';
import type { TableWrite } from '../table/table.ts';
import { evidenceSourceKey } from './item-keys.ts';

const { evidenceSources } = CORE_TABLE.indexes;

const debriefOf = (stored: StoredEpisode | null): string | null =>
  stored?.episode.task?.debriefId ?? null;

/**
 * Whatever changes an episode with a debrief may change its evidence: what was told, whose child it is, where it lives.
 * This item says so to the stream, in the transaction of the change, and lists the episode for a rebuild.
 */
export const evidenceSourceWrites = (
  previous: StoredEpisode | null,
  next: StoredEpisode,
): readonly TableWrite[] => {
  if (debriefOf(previous) === null && debriefOf(next) === null) return [];
  const { episodeId, responsibleAuthority, task } = next.episode;
  const listed = {
    [evidenceSources.partitionKey]: responsibleAuthority,
    [evidenceSources.sortKey]: `${task?.openedAt ?? ''}#${episodeId}`,
  };
  return [
    {
      put: {
        ...evidenceSourceKey(episodeId),
        entity: EVIDENCE_ENTITY,
        episodeId,
        version: next.version,
        ...(debriefOf(next) !== null && listed),
      },
    },
  ];
};
