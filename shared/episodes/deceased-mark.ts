import type { TableWrite } from '../database/table.ts';
import { deceasedMarkKey } from './episode-items.ts';
import type { StoredEpisode } from './episode.ts';

/** Found dead, and nothing later says otherwise. */
export const isDeceased = ({ episode }: StoredEpisode): boolean =>
  episode.condition === 'deceased' && !episode.flags.includes('deceased-contradicted');

const findMarkedChild = (stored: StoredEpisode | null): string | null =>
  stored !== null && isDeceased(stored) ? stored.childId : null;

/** Under the id of the child, so that every other task of the child is withdrawn, also one that opens later. */
export const buildDeceasedMarkWrites = (
  episodeId: string,
  previous: StoredEpisode | null,
  next: StoredEpisode | null,
): readonly TableWrite[] => {
  const [had, has] = [findMarkedChild(previous), findMarkedChild(next)];
  if (had === has) return [];
  return [
    ...(had === null ? [] : [{ remove: deceasedMarkKey(had, episodeId) }]),
    ...(has === null
      ? []
      : [{ put: { ...deceasedMarkKey(has, episodeId), entity: 'deceased-mark' } }]),
  ];
};
