import { episodeIdSchema } from '../../../shared/kernel/api-fields.ts';
import { NOT_FOUND } from '../../../shared/kernel/result.ts';
import { listEpisodes } from '../../../shared/episodes/list-episodes.ts';
import { listEscalations } from '../../../shared/escalation/list-escalations.ts';
import { listRejections } from '../../../shared/intake/list-rejections.ts';
import { readEpisode } from '../../../shared/episodes/read-episode.ts';
import { readRejection } from '../../../shared/intake/read-rejection.ts';
import { readTimescales } from '../../../shared/casework/read-timescales.ts';
import type { EPISODE_OPERATIONS } from './episode-operations.ts';
import type { HandlersOf, WebDependencies } from '../web-context.ts';

/** Answers what is asked of episodes and rejected messages. */
export const episodeHandlers = (
  dependencies: WebDependencies,
): HandlersOf<typeof EPISODE_OPERATIONS> => ({
  listEpisodes: ({ query, caller, now }) => listEpisodes(dependencies, query, caller, now),
  readEpisode: ({ params, caller, now }) => {
    const id = episodeIdSchema.safeParse(params['episodeId']);
    return id.success ? readEpisode(dependencies, id.data, caller, now) : NOT_FOUND;
  },
  listEscalations: ({ query, caller, now }) => listEscalations(dependencies, query, caller, now),
  readTimescales: ({ query, caller, now }) => readTimescales(dependencies, query, caller, now),
  listRejections: ({ query, caller, now }) => listRejections(dependencies, query, caller, now),
  readRejection: ({ params, caller }) =>
    readRejection(dependencies, params['rejectionId'] ?? '', caller),
});
