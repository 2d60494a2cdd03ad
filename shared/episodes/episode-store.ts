import * as z from 'zod';
import type { Action } from './action.ts';
import type { Fact } from '../police-contract/notification.ts';
import type { EpisodeStore, EpisodeWrite, NotificationWriteResult } from './ports.ts';
import { buildChangeWrites } from './change-writes.ts';
import { createDebriefStore } from './debrief-store.ts';
import { listEpisodes, listEpisodesOfChild } from './episode-list.ts';
import { buildNotificationWrites, NOTIFICATION_POSITION } from './episode-writes.ts';
import { listEscalations, listToEscalate, readEscalation } from './escalation-list.ts';
import {
  childKeyPartition,
  episodePartition,
  FACTS_FROM,
  notificationKey,
  STATE,
  stateKey,
  textsKey,
} from './item-keys.ts';
import { knownNotification } from './known-notification.ts';
import { listReturned } from './returned-list.ts';
import { storedAction } from './stored-actions.ts';
import { readState } from './stored-episodes.ts';
import { storedFact } from './stored-facts.ts';
import { listTasks } from './task-list.ts';
import { type Item, type Table, LAST } from '../database/table.ts';

const notificationBody = z.object({ body: z.string() });
const childLink = z.object({ sk: z.string(), childId: z.string() });

const textsItem = z.object({ texts: z.record(z.string(), z.string()) });

const readTexts = async (table: Table, ...asked: Parameters<EpisodeStore['readTexts']>) => {
  const item = await table.get(textsKey(...asked));
  return item === null ? {} : textsItem.parse(item).texts;
};

const readFacts = (items: readonly Item[]): readonly Fact[] =>
  items.filter(({ entity }) => entity === 'fact').map((item) => storedFact.parse(item['fact']));

const readActions = (items: readonly Item[]): readonly Action[] =>
  items
    .filter(({ entity }) => entity === 'action')
    .map((item) => storedAction.parse(item['action']));

const writeEpisode = async (
  table: Table,
  write: EpisodeWrite,
): Promise<NotificationWriteResult> => {
  const done = await table.transact(buildNotificationWrites(write));
  if (done.outcome === 'written') return { outcome: 'written' };
  if (done.outcome === 'refused' && done.position === NOTIFICATION_POSITION) {
    return { outcome: 'known', known: knownNotification.parse(done.existing) };
  }
  return { outcome: 'conflict' };
};

/** Episodes, their facts and their children's links, in the core table. */
export const createEpisodeStore = (table: Table): EpisodeStore => ({
  read: async (episodeId) => {
    const items = await table.readPartition(episodePartition(episodeId), FACTS_FROM, STATE);
    const state = items.find(({ sk }) => sk === STATE);
    return {
      stored: state === undefined ? null : readState(state),
      facts: readFacts(items),
      actions: readActions(items),
    };
  },
  readState: async (episodeId) => {
    const state = await table.get(stateKey(episodeId));
    return state === null ? null : readState(state);
  },
  change: async (changes) => {
    const done = await table.transact(buildChangeWrites(changes));
    return done.outcome === 'written' ? 'written' : 'conflict';
  },
  readTexts: (...asked) => readTexts(table, ...asked),
  write: (write) => writeEpisode(table, write),
  findChildren: async (key) => {
    const links = await table.readPartition(childKeyPartition(key), 'ep-', LAST);
    return links.map((item) => {
      const { sk, childId } = childLink.parse(item);
      return { childId, episodeId: sk };
    });
  },
  listEpisodesOfChild: (childId) => listEpisodesOfChild(table, childId),
  readBody: async (force, notificationId) => {
    const item = await table.get(notificationKey(force, notificationId));
    return item === null ? null : notificationBody.parse(item).body;
  },
  listEpisodes: (query) => listEpisodes(table, query),
  listTasks: (query) => listTasks(table, query),
  listReturned: (query) => listReturned(table, query),
  listToEscalate: (query) => listToEscalate(table, query),
  readEscalation: (...asked) => readEscalation(table, ...asked),
  listEscalations: (query) => listEscalations(table, query),
  ...createDebriefStore(table),
});
