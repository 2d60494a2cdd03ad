import type { HistoryEntryView } from './history-api.ts';
import type { Action } from './action.ts';
import type { Directory } from '../directory/authority.ts';
import { type HistoryEntry, buildHistory } from './history.ts';
import { toTaskId } from '../kernel/hash.ts';
import type { EpisodeRecord } from './ports.ts';
import type { StoredEpisode } from './stored-episode.ts';
import { type ActionTexts, viewActions } from './view-action.ts';
import { viewRaised } from './view-raised.ts';

const viewEntry = (
  entry: HistoryEntry,
  taskId: string,
  all: readonly Action[],
  texts: ActionTexts,
): HistoryEntryView[] => {
  switch (entry.source) {
    case 'police':
      return [{ ...entry, changes: [...entry.changes] }];
    case 'person':
      return viewActions([entry.action], all, texts).map((action) => ({
        source: 'person',
        action,
        changes: [...entry.changes],
      }));
    case 'ladder':
      return [{ source: 'ladder', raised: viewRaised(taskId, entry.raised) }];
  }
};

/** What police told, people did and the ladder raised, in order of arrival. */
export const viewHistory = (
  { facts, actions }: EpisodeRecord,
  { episode, raised }: StoredEpisode,
  directory: Directory,
  texts: ActionTexts,
): HistoryEntryView[] =>
  buildHistory({ facts, actions, raised }, directory).flatMap((entry) =>
    viewEntry(entry, toTaskId(episode.episodeId), actions, texts),
  );
