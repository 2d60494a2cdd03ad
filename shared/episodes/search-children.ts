import * as z from 'zod';
import type { Caller } from '../access/caller.ts';
import { childIdSchema } from '../kernel/api-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import { childViewSchema } from './episode-api.ts';
import { EPISODE_STATUSES, ownsTask, seesEpisode, type StoredEpisode } from './episode.ts';
import type { EpisodeStore } from './episode-store.ts';
import { buildSearchKey } from './rules/child-identity.ts';
import { listSameChild, nameChild } from './rules/child-matches.ts';
import { viewChild } from './view-episode.ts';

/** Both, so that nobody can leaf through children by a name alone. */
export const searchBodySchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200).meta({
      description: 'The whole name, in any order, or an alias. Capitals and accents do not matter.',
    }),
    dateOfBirth: z.iso.date(),
  })
  .meta({ id: 'ChildSearch' });
export type SearchBody = z.infer<typeof searchBodySchema>;

export const foundChildSchema = z
  .object({
    childId: childIdSchema,
    child: childViewSchema,
    episodes: z.int().meta({ description: 'That your authorities may see.' }),
    openTasks: z.int().meta({ description: 'That your authorities own.' }),
    latest: z.object({
      status: z.enum(EPISODE_STATUSES),
      reportedAt: instantSchema.nullable(),
    }),
  })
  .meta({ id: 'FoundChild' });
export type FoundChild = Immutable<z.infer<typeof foundChildSchema>>;

export const foundChildrenSchema = z
  .object({ items: z.array(foundChildSchema) })
  .meta({ id: 'FoundChildren' });
export type FoundChildren = Immutable<z.infer<typeof foundChildrenSchema>>;

/** Null when the caller may see none of the child's episodes. */
const findChild = async (
  episodes: EpisodeStore,
  childIds: readonly string[],
  caller: Caller,
): Promise<FoundChild | null> => {
  const children = await episodes.readChildren(childIds);
  const all = await episodes.listEpisodesUnder(childIds);
  const seen = all.filter(({ episode }) => seesEpisode(caller, episode));
  const [latest] = seen;
  const described = seen.find(({ episode }) => episode.child !== null);
  const child = described && viewChild(described, children);
  if (latest === undefined || child === undefined || child === null) return null;
  const isOpen = ({ episode }: StoredEpisode): boolean =>
    ownsTask(caller, episode) && episode.task?.state === 'open';
  return {
    childId: nameChild(childIds[0] ?? '', children),
    child,
    episodes: seen.length,
    openTasks: seen.filter(isOpen).length,
    latest: { status: latest.episode.status, reportedAt: latest.episode.reportedAt },
  };
};

/** Children of this name and date of birth, of whom the caller's authorities may know. */
export const searchChildren = async (
  { episodes }: { readonly episodes: EpisodeStore },
  { name, dateOfBirth }: SearchBody,
  caller: Caller,
): Promise<Result<FoundChildren>> => {
  const key = buildSearchKey(episodes.ids, name, dateOfBirth);
  const known = key === null ? [] : await episodes.findChildren(key);
  const ids = known.map(({ childId }) => childId);
  const children = await episodes.readChildren(ids);
  const groups = new Map(
    ids.map((id) => [nameChild(id, children), listSameChild(id, children)] as const),
  );
  const found = await Promise.all(
    [...groups.values()].map((group) => findChild(episodes, group, caller)),
  );
  return { value: { items: found.filter((one) => one !== null) } };
};
