import { episodeIdSchema } from '../../../shared/contracts/api/words.ts';
import { NOT_FOUND } from '../../../shared/use-cases/read/answer.ts';
import { listEpisodes } from '../../../shared/use-cases/read/list-episodes.ts';
import { listEscalations } from '../../../shared/use-cases/read/list-escalations.ts';
import { listRejections } from '../../../shared/use-cases/read/list-rejections.ts';
import { readEpisode } from '../../../shared/use-cases/read/read-episode.ts';
import { readRejection } from '../../../shared/use-cases/read/read-rejection.ts';
import { readTimescales } from '../../../shared/use-cases/read/read-timescales.ts';
import type { EPISODE_OPERATIONS } from '../operations/episode-operations.ts';
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
