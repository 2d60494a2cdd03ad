import type { EpisodeChange } from './episode-change.ts';
import type { TableWrite } from '../database/table.ts';
import { buildConsequenceWrites } from './consequence-writes.ts';
import { buildStateWrites } from './episode-writes.ts';

/** What DynamoDB takes in one transaction. */
const MOST_WRITES = 100;

/** All that people, or the sweep, change together. Throws when it is more than one transaction holds. */
export const buildChangeWrites = (changes: readonly EpisodeChange[]): readonly TableWrite[] => {
  const writes = changes.flatMap((change) => {
    const { task, episodeId } = change.next.episode;
    if (task === null) throw new Error('Only an episode with a task is changed by people.');
    return [
      ...buildStateWrites(change, task.openedAt),
      ...buildConsequenceWrites(episodeId, change),
    ];
  });
  if (writes.length > MOST_WRITES) throw new Error('More than one transaction can hold.');
  return writes;
};
