import { readFirstId } from '../../../../shared/episodes/episode-items.ts';
import type { Item } from '../../../../shared/database/table.ts';
import type { Action } from '../../../../shared/episodes/action.ts';
import type { Debrief } from '../../../../shared/episodes/debrief.ts';
import { parseStoredEpisode, type StoredEpisode } from '../../../../shared/episodes/episode.ts';
import type { Escalation } from '../../../../shared/episodes/escalation.ts';
import type { Fact } from '../../../../shared/episodes/fact.ts';
import { splitRecord } from '../../../../shared/episodes/reference-record.ts';
import type { MessageRecord } from '../../../../shared/messaging/message.ts';
import type { World } from '../world.ts';
import { createChildNames } from './child-names.ts';

/** `earlier`: the facts of the episodes before it under the same reference. */
export interface StoredEpisodeItems {
  readonly episodeId: string;
  readonly facts: readonly Fact[];
  readonly earlier: readonly Fact[];
  readonly actions: readonly Action[];
  readonly escalations: readonly Escalation[];
  readonly debriefs: readonly Debrief[];
  readonly stored: StoredEpisode | null;
}

/** What is in the core table at the end, read past the product's stores. */
export interface StoredItems {
  readonly episodes: readonly StoredEpisodeItems[];
  readonly messages: readonly MessageRecord[];
  /** One name for all ids of children who, people said, are the same. */
  readonly nameChild: (childId: string) => string;
  readonly ofEntity: (entity: string) => readonly Item[];
}

const EPISODE = 'episode#';

const pick = (items: readonly Item[], entity: string, field: string): readonly unknown[] =>
  items.filter((item) => item['entity'] === entity).map((item) => item[field]);

const hasDebrief =
  (actions: readonly Action[]) =>
  ({ debriefId }: Debrief): boolean =>
    actions.some((action) => action.kind === 'debrief' && action.debriefId === debriefId);

/** Which episode a fact or action belongs to is not decided a second time: that the state is its fold is a rule. */
const readReference = (items: readonly Item[]): readonly StoredEpisodeItems[] => {
  const states = items.filter(({ entity }) => entity === 'episode').map(parseStoredEpisode);
  const debriefs = pick(items, 'debrief', 'debrief') as readonly Debrief[];
  const escalations = items.filter(
    ({ entity }) => entity === 'escalation',
  ) as never as readonly Escalation[];
  const record = {
    firstId: readFirstId((items[0]?.pk ?? '').replace(/^episode#/, '')),
    facts: pick(items, 'fact', 'fact') as readonly Fact[],
    actions: pick(items, 'action', 'action') as readonly Action[],
    states,
  };
  const known = splitRecord(record).map(({ episodeId, facts, earlier, actions, stored }) => ({
    episodeId,
    facts,
    earlier,
    actions,
    stored,
    debriefs: debriefs.filter(hasDebrief(actions)),
    escalations: escalations.filter((one) => one.episodeId === episodeId),
  }));
  const ids = new Set(known.map(({ episodeId }) => episodeId));
  const orphans = states.filter(({ episode }) => !ids.has(episode.episodeId));
  const nothing = { facts: [], earlier: [], actions: [], debriefs: [], escalations: [] };
  return [
    ...known,
    ...orphans.map((stored) => ({ episodeId: stored.episode.episodeId, stored, ...nothing })),
  ];
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
    episodes: [...episodes.values()].flatMap(readReference),
    messages: ofEntity('message') as never,
    nameChild: createChildNames(ofEntity('match-decision')),
    ofEntity,
  };
};
