import type { Worker, World } from '../world.ts';
import { readAll } from './separation.ts';
import type { StoredItems } from './stored-items.ts';
import { requireThat, type Violation } from './violation.ts';

/** Which of these are alike, whatever they are called. */
const formatGroups = (names: readonly (readonly [episodeId: string, name: string])[]): string =>
  [...Map.groupBy(names, ([, name]) => name).values()]
    .map((group) =>
      group
        .map(([episodeId]) => episodeId)
        .sort()
        .join(' '),
    )
    .sort()
    .join('; ');

/** Who is the same child is worked out again from what people said. */
export const checkSameChild = async (
  world: World,
  { episodes, nameChild }: StoredItems,
  readers: readonly Worker[],
): Promise<readonly Violation[]> => {
  const known = new Map(
    episodes.flatMap(({ episodeId, stored }) =>
      stored?.childId == null ? [] : [[episodeId, nameChild(stored.childId)] as const],
    ),
  );
  const violations: Violation[] = [];
  for (const reader of readers) {
    const shown = (await readAll(world, reader, '/api/v1/episodes?limit=100')).flatMap(
      ({ episodeId, child }) =>
        child?.childId == null ? [] : [[String(episodeId), child.childId] as const],
    );
    const right = shown.map(([id]) => [id, known.get(id) ?? ''] as const);
    violations.push(
      ...requireThat(
        formatGroups(shown) === formatGroups(right),
        'Episodes are shown under one child as soon as people said that it is one, and no others are.',
        `${reader.authority}: shown ${formatGroups(shown)}, right ${formatGroups(right)}`,
      ),
    );
  }
  return violations;
};
