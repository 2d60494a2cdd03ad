import type { Directory } from '../directory/directory.ts';
import { listRequestedAuthorities } from '../directory/caller-scope.ts';
import {
  EPISODE_FLAGS,
  EPISODE_STATUSES,
  listChildIds,
  seesEpisode,
  type StoredEpisode,
} from './episode.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, refuseParameter } from '../kernel/result.ts';
import { viewEpisode } from './view-episode.ts';
import type { Caller } from '../access/caller.ts';
import type { EpisodeListView } from './episode-api.ts';
import { type Page } from '../kernel/page.ts';
import { readPageStart, identifyList, writeNextCursor, pagingFields } from '../kernel/cursor.ts';
import type { EpisodeStore } from './episode-store.ts';
import { splitRecord } from './reference-record.ts';
import { readReference } from '../police-contract/clean-text.ts';
import * as z from 'zod';
import { gssCodeSchema, authorityQuerySchema } from '../kernel/api-fields.ts';

interface Dependencies {
  readonly episodes: EpisodeStore;
  readonly directory: Directory;
}

const readPageOfReference = async (
  episodes: EpisodeStore,
  episodeId: string,
  authorities: readonly string[],
  status: ListEpisodesQuery['status'],
): Promise<Page<StoredEpisode>> => {
  const records = splitRecord(await episodes.readReference(episodeId));
  const items = records
    .toReversed()
    .flatMap(({ stored }) => stored ?? [])
    .filter(({ episode: { responsibleAuthority, hostAuthority, status: at } }) => {
      const isSeen =
        authorities.includes(responsibleAuthority) || authorities.includes(hostAuthority);
      return isSeen && (status === undefined || at === status);
    });
  return { items, after: null };
};

/**
 * Episodes of which the caller's authorities are responsible or host, newest first. A force's
 * reference leads straight to its episodes.
 */
export const listEpisodes = async (
  { episodes, directory }: Dependencies,
  query: ListEpisodesQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<EpisodeListView>> => {
  const { force, reference, authority, status, flag, cursor, limit } = query;
  const scope = listRequestedAuthorities(caller, authority, directory);
  if ('refusal' in scope) return scope;
  if (reference !== undefined && force === undefined) {
    return refuseParameter(
      'missing-parameter',
      'force',
      'Enter the force as well: a reference is unique only within its force.',
    );
  }
  const list = identifyList('episodes', { force, reference, authority, status, flag });
  const place = readPageStart(cursor, list, now);
  if ('refusal' in place) return place;
  const page =
    force !== undefined && reference !== undefined
      ? await readPageOfReference(
          episodes,
          episodes.ids.makeEpisodeId(force, readReference(reference)),
          scope.value,
          status,
        )
      : await episodes.listEpisodes({
          authorities: scope.value,
          statuses: status === undefined ? EPISODE_STATUSES : [status],
          force: force ?? null,
          flag: flag ?? null,
          after: place.value.after,
          limit,
        });
  const seen = page.items.filter(({ episode }) => seesEpisode(caller, episode));
  const children = await episodes.readChildren(listChildIds(seen));
  const items = seen.map((stored) => viewEpisode(stored, children, directory, now));
  return { value: { items, cursor: writeNextCursor(page.after, list) } };
};

export const listEpisodesQuerySchema = z.strictObject({
  force: gssCodeSchema.optional(),
  reference: z
    .string()
    .max(256)
    .optional()
    .meta({ description: 'Missing person reference of `force`, which must be given with it.' }),
  authority: authorityQuerySchema,
  status: z.enum(EPISODE_STATUSES).optional(),
  flag: z
    .enum(EPISODE_FLAGS)
    .optional()
    .meta({ description: 'Only those that a person must look at for this reason.' }),
  ...pagingFields,
});

export type ListEpisodesQuery = z.infer<typeof listEpisodesQuerySchema>;
