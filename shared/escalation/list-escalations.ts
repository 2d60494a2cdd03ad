import type { EscalationView, EscalationListView } from './escalation-api.ts';
import type { ListEscalationsQuery } from '../episodes/query.ts';
import type { Directory } from '../directory/authority.ts';
import type { Instant } from '../kernel/instant.ts';
import type { EpisodeStore } from '../episodes/ports.ts';
import type { Escalation } from '../episodes/episode-change.ts';
import type { Result } from '../kernel/result.ts';
import { authoritiesAskedFor } from '../directory/caller-scope.ts';
import { findPlace, listDigest, nextCursor } from '../kernel/page-cursor.ts';
import type { Caller } from '../access/caller.ts';

interface Dependencies {
  readonly episodes: Pick<EpisodeStore, 'listEscalations'>;
  readonly directory: Directory;
}

const viewEscalation = ({ episodeId, notified, ...escalation }: Escalation): EscalationView => ({
  ...escalation,
  notified: [...notified],
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
): Promise<Result<EscalationListView>> => {
  const scope = authoritiesAskedFor(caller, authority, directory);
  if ('refusal' in scope) return scope;
  const list = listDigest('escalations', { authority, acknowledged });
  const place = findPlace(cursor, list, now);
  if ('refusal' in place) return place;
  const page = await episodes.listEscalations({
    authorities: scope.value,
    acknowledged: acknowledged ?? null,
    after: place.value.after,
    limit,
  });
  const items = page.items.map(viewEscalation);
  return { value: { items, cursor: nextCursor(page.after, list) } };
};
