import type { TableWrite } from '../database/table.ts';
import { caseKey } from '../directory/staff-store.ts';
import { buildDeceasedMarkWrites } from './deceased-mark.ts';
import { childLinkKey, hostListingKey, stateKey } from './episode-items.ts';
import type { StoredEpisode } from './episode.ts';
import { buildGoneSourceWrites } from './evidence-source.ts';

/** An episode that a late message made one with another. Its place in every list goes with it. */
export const buildGoneWrites = (stored: StoredEpisode): readonly TableWrite[] => {
  const { episodeId, task } = stored.episode;
  const practitioner = task?.allocation?.practitioner ?? null;
  return [
    { remove: stateKey(episodeId), onlyIf: { version: stored.version } },
    { remove: hostListingKey(episodeId) },
    ...stored.childKeys.map((key) => ({ remove: childLinkKey(key, episodeId) })),
    ...(task === null || practitioner === null
      ? []
      : [{ remove: caseKey(practitioner, task.taskId) }]),
    ...buildGoneSourceWrites(stored),
    ...buildDeceasedMarkWrites(episodeId, stored, null),
  ];
};
