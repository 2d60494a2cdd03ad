import type { EscalationView } from '../../contracts/api/escalation.ts';
import type { EscalationListView } from '../../contracts/api/list.ts';
import type { ListEscalationsQuery } from '../../contracts/api/query.ts';
import type { Directory } from '../../domain/authority.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Caller, EpisodeStore } from '../../ports.ts';
import type { Escalation } from '../../ports/episode-change.ts';
import type { Answer } from './answer.ts';
import { authoritiesAskedFor } from './caller-scope.ts';
import { findPlace, listDigest, nextCursor } from './page-place.ts';

interface Dependencies {
  readonly episodes: Pick<EpisodeStore, 'listEscalations'>;
  readonly directory: Directory;
}

const viewEscalation = ({ episodeId, told, ...escalation }: Escalation): EscalationView => ({
  ...escalation,
  told: [...told],
});

/**
 * Levels that were raised for tasks that the caller's authorities own, newest first. A page may hold
 * fewer than the limit: those acknowledged a moment ago are left out.
 */
export const listEscalations = async (
  { episodes, directory }: Dependencies,
  { authority, acknowledged, cursor, limit }: ListEscalationsQuery,
  caller: Caller,
  now: Instant,
): Promise<Answer<EscalationListView>> => {
  const scope = authoritiesAskedFor(caller, authority, directory);
  if ('refusal' in scope) return scope;
  const list = listDigest('escalations', { authority, acknowledged });
  const place = findPlace(cursor, list, now);
  if ('refusal' in place) return place;
  const page = await episodes.listEscalations({
    authorities: scope.answer,
    acknowledged: acknowledged ?? null,
    after: place.answer.after,
    limit,
  });
  const items = page.items.map(viewEscalation);
  return { answer: { items, cursor: nextCursor(page.after, list) } };
};
