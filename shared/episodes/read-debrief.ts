import type { DebriefView } from './debrief-api.ts';
import { type Result, NOT_FOUND, NOT_YOUR_ROLE } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { listCurrentActions } from './rules/current-actions.ts';
import { ownsTask, toEpisodeId } from './episode.ts';
import type { EpisodeStore } from './episode-store.ts';
import type { IntelligenceItem } from '../intelligence/item.ts';
import type { IntelligenceItemView } from '../intelligence/item-api.ts';

type DebriefReader = Pick<EpisodeStore, 'read' | 'readDebrief' | 'readTexts'>;

/** For the responsible authority only. */
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

type Texts = Readonly<Record<string, string>>;

const OF_ITEMS = 'items/';

const viewItem = (item: IntelligenceItem, texts: Texts): IntelligenceItemView => {
  const readText = (name: string): string | null =>
    texts[`${OF_ITEMS}${item.number}/${name}`] ?? null;
  return {
    ...item,
    place: item.place && { ...item.place, description: readText('place') },
    people: item.people.map((person, at) => ({
      ...person,
      nickname: readText(`people/${at + 1}/nickname`),
      description: readText(`people/${at + 1}/description`),
    })),
    online: item.online && {
      platform: item.online.platform,
      handle: readText('handle'),
      pseudonym: item.online.handle,
    },
    disclosed: readText('disclosed'),
  };
};

export const viewItems = (
  items: readonly IntelligenceItem[],
  texts: Texts,
): IntelligenceItemView[] => items.map((item) => viewItem(item, texts));

export const omitItemTexts = (texts: Texts): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([name]) => !name.startsWith(OF_ITEMS)));
