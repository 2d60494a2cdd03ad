import * as z from 'zod';
import type { Caller } from '../access/caller.ts';
import type { Directory } from '../directory/directory.ts';
import { childIdSchema } from '../kernel/api-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { addMs, DAY_MS, type Instant, instantSchema } from '../kernel/instant.ts';
import { NOT_FOUND, type Result } from '../kernel/result.ts';
import { childDetailSchema, episodeItemSchema } from './episode-api.ts';
import { ownsTask, seesEpisode, type StoredEpisode } from './episode.ts';
import type { EpisodeStore } from './episode-store.ts';
import { findMatches } from './find-matches.ts';
import { listSameChild, nameChild } from './rules/child-matches.ts';
import { viewEpisode } from './view-episode.ts';

export const childRecordSchema = z
  .object({
    childId: childIdSchema,
    child: childDetailSchema.meta({ description: 'As the latest report describes the child.' }),
    episodes: z.array(episodeItemSchema).meta({
      description: 'Those that your authorities may see, newest first.',
    }),
    workers: z
      .array(
        z.object({
          practitioner: z.string(),
          tasks: z.int(),
          lastAllocatedAt: instantSchema,
        }),
      )
      .meta({ description: 'Who has, or had, a task of the child, the latest first.' }),
    pattern: z
      .object({
        last90Days: z.int(),
        last365Days: z.int(),
        firstReportedAt: instantSchema.nullable(),
      })
      .meta({ description: 'Absences that were not cancelled, by the time of the report.' }),
  })
  .meta({ id: 'ChildRecord' });
export type ChildRecord = Immutable<z.infer<typeof childRecordSchema>>;

const listWorkers = (
  episodes: readonly StoredEpisode[],
  caller: Caller,
): ChildRecord['workers'] => {
  const workers = new Map<string, ChildRecord['workers'][number]>();
  for (const { episode } of episodes) {
    const allocation = ownsTask(caller, episode) ? (episode.task?.allocation ?? null) : null;
    if (allocation?.practitioner == null) continue;
    const { practitioner, at } = allocation;
    const before = workers.get(practitioner);
    const lastAllocatedAt = before && before.lastAllocatedAt > at ? before.lastAllocatedAt : at;
    workers.set(practitioner, { practitioner, tasks: (before?.tasks ?? 0) + 1, lastAllocatedAt });
  }
  return [...workers.values()].sort((a, b) => (a.lastAllocatedAt > b.lastAllocatedAt ? -1 : 1));
};

const readPattern = (episodes: readonly StoredEpisode[], now: Instant): ChildRecord['pattern'] => {
  const reports = episodes
    .filter(({ episode }) => episode.status !== 'cancelled')
    .flatMap(({ episode }) => episode.reportedAt ?? [])
    .sort();
  const countSince = (days: number): number =>
    reports.filter((at) => at > addMs(now, -days * DAY_MS)).length;
  return {
    last90Days: countSince(90),
    last365Days: countSince(365),
    firstReportedAt: reports[0] ?? null,
  };
};

interface Dependencies {
  readonly episodes: EpisodeStore;
  readonly directory: Directory;
}

/** What is known of a child, under every id that people said is the same. Only what the caller's authorities may see. */
export const readChild = async (
  { episodes, directory }: Dependencies,
  childId: string,
  caller: Caller,
  now: Instant,
): Promise<Result<ChildRecord>> => {
  const children = await episodes.readChildren([childId]);
  const all = await episodes.listEpisodesUnder(listSameChild(childId, children));
  const seen = all.filter(({ episode }) => seesEpisode(caller, episode));
  const latest = seen.find(({ episode }) => episode.child !== null);
  const items = seen.map((stored) => viewEpisode(stored, children, directory, now));
  const child = items.find((item) => item.child !== null)?.child ?? null;
  if (latest === undefined || child === null) return NOT_FOUND;
  return {
    value: {
      childId: nameChild(childId, children),
      child: { ...child, matches: [...(await findMatches(episodes, latest))] },
      episodes: items,
      workers: listWorkers(seen, caller),
      pattern: readPattern(seen, now),
    },
  };
};
