import type { Item } from '../../../../shared/database/table.ts';
import type { Action } from '../../../../shared/episodes/action.ts';
import type { Debrief } from '../../../../shared/episodes/debrief.ts';
import { parseStoredEpisode, type StoredEpisode } from '../../../../shared/episodes/episode.ts';
import type { Escalation } from '../../../../shared/episodes/escalation.ts';
import type { Fact } from '../../../../shared/episodes/fact.ts';
import type { MessageRecord } from '../../../../shared/messaging/message.ts';
import type { World } from '../world.ts';

export interface StoredEpisodeItems {
  readonly episodeId: string;
  readonly facts: readonly Fact[];
  readonly actions: readonly Action[];
  readonly escalations: readonly Escalation[];
  readonly debriefs: readonly Debrief[];
  readonly stored: StoredEpisode | null;
}

/** What is in the core table at the end, read past the product's stores. */
export interface StoredItems {
  readonly episodes: readonly StoredEpisodeItems[];
  readonly messages: readonly MessageRecord[];
  readonly ofEntity: (entity: string) => readonly Item[];
}

const EPISODE = 'episode#';

const pick = (items: readonly Item[], entity: string, field: string): readonly unknown[] =>
  items.filter((item) => item['entity'] === entity).map((item) => item[field]);

const readEpisode = (pk: string, items: readonly Item[]): StoredEpisodeItems => {
  const state = items.find(({ sk }) => sk === 'state');
  return {
    episodeId: pk.slice(EPISODE.length),
    facts: pick(items, 'fact', 'fact') as readonly Fact[],
    actions: pick(items, 'action', 'action') as readonly Action[],
    escalations: items.filter(({ entity }) => entity === 'escalation') as never,
    debriefs: pick(items, 'debrief', 'debrief') as readonly Debrief[],
    stored: state === undefined ? null : parseStoredEpisode(state),
  };
};

export const readStoredItems = ({ runtime }: World): StoredItems => {
  const items = runtime.tables.core.listItems();
  const byEntity = Map.groupBy(items, ({ entity }) => String(entity));
  const ofEntity = (entity: string): readonly Item[] => byEntity.get(entity) ?? [];
  const episodes = Map.groupBy(
    items.filter(({ pk }) => pk.startsWith(EPISODE)),
    ({ pk }) => pk,
  );
  return {
    episodes: [...episodes].map(([pk, one]) => readEpisode(pk, one)),
    messages: ofEntity('message') as never,
    ofEntity,
  };
};
