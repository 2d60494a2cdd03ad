import type { EpisodeItem } from './episode-api.ts';
import type { Instant } from '../kernel/instant.ts';
import type { StoredEpisode } from './stored-episode.ts';
import { viewChild } from './view-child.ts';
import { viewTask } from './view-task.ts';

/** An episode as lists show it: without free text and history. */
export const viewEpisode = (stored: StoredEpisode, now: Instant): EpisodeItem => {
  const { episode } = stored;
  const { cancellation } = episode;
  return {
    episodeId: episode.episodeId,
    force: episode.force,
    reference: episode.reference,
    status: episode.status,
    category: episode.category,
    riskLevel: episode.riskLevel,
    riskHistory: [...episode.riskHistory],
    riskFlags: [...episode.riskFlags],
    lookedAfter: episode.lookedAfter,
    reportedAt: episode.reportedAt,
    foundAt: episode.foundAt,
    returnedAt: episode.returnedAt,
    responsibleAuthority: episode.responsibleAuthority,
    responsibleAuthorityBasis: episode.responsibleAuthorityBasis,
    hostAuthority: episode.hostAuthority,
    locality: episode.locality,
    placeLocality: episode.placeLocality,
    flags: [...episode.flags],
    cancellation: cancellation && {
      reason: cancellation.reason,
      at: cancellation.at,
      duplicateOf: cancellation.duplicateOf ?? null,
    },
    child: viewChild(stored),
    task: viewTask(stored, now),
  };
};
