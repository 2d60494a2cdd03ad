import { toEpisodeId } from '../../../../shared/episodes/episode.ts';
import { toTaskId } from '../../../../shared/episodes/episode.ts';
import { readAs } from '../send-form.ts';
import type { Worker, World } from '../world.ts';
import type { StoredItems } from './stored-items.ts';
import { isSameSet, requireThat, type Violation } from './violation.ts';

type Shown = Readonly<
  Partial<Record<'taskId' | 'episodeId' | 'authority' | 'reportedAt', string | null>>
> & {
  readonly child?: { readonly childId: string | null } | null;
};

interface Page {
  readonly items: readonly Shown[];
  readonly cursor?: string | null;
}

export const readAll = async (
  world: World,
  reader: Worker,
  path: string,
): Promise<Page['items']> => {
  const items: Shown[] = [];
  let cursor: string | null = null;
  do {
    const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page | null = await readAs<Page>(world, reader, `${path}${from}`);
    items.push(...(page?.items ?? []));
    cursor = page?.cursor ?? null;
  } while (cursor !== null);
  return items;
};

const readTaskIds = async (world: World, reader: Worker): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (const state of ['open', 'closed', 'withdrawn']) {
    const items = await readAll(world, reader, `/api/v1/tasks?state=${state}&limit=100`);
    ids.push(...items.map(({ taskId }) => String(taskId)));
  }
  return ids;
};

interface Owned {
  readonly tasks: ReadonlySet<string>;
  readonly episodes: ReadonlySet<string>;
}

const findOwned = ({ episodes }: StoredItems, authority: string): Owned => {
  const stored = episodes.flatMap((one) => (one.stored === null ? [] : [one.stored.episode]));
  const own = stored.filter(({ responsibleAuthority }) => responsibleAuthority === authority);
  return {
    tasks: new Set(own.flatMap(({ task }) => task?.taskId ?? [])),
    episodes: new Set(
      stored
        .filter((one) => own.includes(one) || one.hostAuthority === authority)
        .map(({ episodeId }) => episodeId),
    ),
  };
};

const checkLists = async (
  world: World,
  reader: Worker,
  { tasks, episodes }: Owned,
): Promise<readonly Violation[]> => {
  const { authority } = reader;
  const read = (path: string) => readAll(world, reader, `/api/v1/${path}`);
  const shownTasks = await readTaskIds(world, reader);
  const shownEpisodes = (await read('episodes?limit=100')).map(({ episodeId }) =>
    String(episodeId),
  );
  const escalations = await read('escalations?limit=100');
  const evidence = await read(`evidence?authority=${authority}&limit=100`);
  const people = await read('practitioners?');
  const seen = (what: string): string => `${authority}: ${what}`;
  return [
    ...requireThat(
      isSameSet(shownTasks, tasks) && shownTasks.length === tasks.size,
      'The lists of tasks show every task of the authority once, and no other.',
      seen(`${shownTasks.length} shown, ${tasks.size} its own`),
    ),
    ...requireThat(
      isSameSet(shownEpisodes, episodes),
      'The list of episodes shows those that the authority is responsible for or hosts, and no other.',
      seen(`${shownEpisodes.length} shown, ${episodes.size} its own`),
    ),
    ...requireThat(
      escalations.every(({ taskId, reportedAt }) =>
        reportedAt === null ? tasks.has(String(taskId)) : episodes.has(toEpisodeId(String(taskId))),
      ),
      'The list of escalations shows those of the authority, and no other.',
      seen(`${escalations.length} shown`),
    ),
    ...requireThat(
      people.every((person) => person.authority === authority),
      'The list of staff shows those of the authority, and no other.',
    ),
    ...requireThat(
      evidence.every(({ taskId }) => taskId === null || tasks.has(String(taskId))),
      "Evidence leads to the authority's own children, and to no other.",
      seen(`${evidence.length} shown`),
    ),
  ];
};

const checkRefusals = async (
  world: World,
  reader: Worker,
  { episodes }: StoredItems,
  { tasks }: Owned,
): Promise<readonly Violation[]> => {
  const foreign = episodes.find(
    ({ episodeId, stored }) => stored?.episode.task && !tasks.has(toTaskId(episodeId)),
  );
  const other = world.areas.find(({ authority }) => authority !== reader.authority);
  const paths = [
    ...(foreign === undefined ? [] : [`tasks/${toTaskId(foreign.episodeId)}`]),
    ...(other === undefined ? [] : [`tasks?authority=${other.authority}`]),
  ];
  const shown: string[] = [];
  for (const path of paths)
    if ((await readAs(world, reader, `/api/v1/${path}`)) !== null) shown.push(path);
  return requireThat(
    shown.length === 0,
    'Nobody reads the tasks of another authority.',
    shown.join(', '),
  );
};

export const checkSeparation = async (
  world: World,
  stored: StoredItems,
  readers: readonly Worker[],
): Promise<readonly Violation[]> => {
  const violations: Violation[] = [];
  for (const reader of readers) {
    const owned = findOwned(stored, reader.authority);
    violations.push(
      ...(await checkLists(world, reader, owned)),
      ...(await checkRefusals(world, reader, stored, owned)),
    );
  }
  return violations;
};
