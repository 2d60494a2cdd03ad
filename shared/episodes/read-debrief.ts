import type { DebriefView } from './debrief-api.ts';
import { listCurrentActions } from './standing-actions.ts';
import { toEpisodeId } from '../kernel/hash.ts';
import type { EpisodeStore } from './ports.ts';
import { type Result, NOT_FOUND, NOT_YOUR_ROLE } from '../kernel/result.ts';
import { omitItemTexts, viewItems } from './view-items.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { ownsTask } from './caller-scope.ts';

type DebriefReader = Pick<EpisodeStore, 'read' | 'readDebrief' | 'readTexts'>;

/** The debrief that stands on a task, codes and free text, for the responsible authority. */
export const readDebrief = async (
  { episodes }: { readonly episodes: DebriefReader },
  taskId: string,
  caller: Caller,
): Promise<Result<DebriefView>> => {
  if (!hasPermission(caller, 'readDebriefs')) return NOT_YOUR_ROLE;
  const episodeId = toEpisodeId(taskId);
  const { stored, actions } = await episodes.read(episodeId);
  if (stored === null || !ownsTask(caller, stored.episode)) return NOT_FOUND;
  const action = listCurrentActions(actions).findLast(({ kind }) => kind === 'debrief');
  if (action?.kind !== 'debrief') return NOT_FOUND;
  const { actionId, by, recordedAt } = action;
  const [debrief, texts] = await Promise.all([
    episodes.readDebrief(episodeId, action.debriefId),
    episodes.readTexts(episodeId, actionId),
  ]);
  if (debrief === null) return NOT_FOUND;
  const sections = Object.fromEntries(
    Object.entries(debrief.sections).map(([section, codes]) => [section, [...codes]]),
  );
  const items = viewItems(debrief.items, texts);
  return {
    value: { ...debrief, sections, items, actionId, by, recordedAt, texts: omitItemTexts(texts) },
  };
};
