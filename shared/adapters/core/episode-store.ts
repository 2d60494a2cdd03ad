import * as z from 'zod';
import type { Fact } from '../../domain/notification.ts';
import type { EpisodeStore, EpisodeWrite, KnownNotification, WriteOutcome } from '../../ports.ts';
import type { Item, Table } from '../table/table.ts';
import { listEpisodes, listEpisodesOfChild } from './episode-list.ts';
import { episodeWrites, NOTIFICATION_POSITION } from './episode-writes.ts';
import {
  childKeyPartition,
  episodePartition,
  FACTS_FROM,
  LAST,
  notificationKey,
  STATE,
} from './item-keys.ts';
import { readState } from './stored-episodes.ts';
import { storedFact } from './stored-facts.ts';
import { listTasks } from './task-list.ts';

const knownNotification: z.ZodType<KnownNotification> = z.object({
  episodeId: z.string(),
  contentHash: z.string(),
  messageId: z.string(),
});

const notificationBody = z.object({ body: z.string() });
const childLink = z.object({ sk: z.string(), childId: z.string() });

const readFacts = (items: readonly Item[]): readonly Fact[] =>
  items.filter(({ sk }) => sk.startsWith(FACTS_FROM)).map((item) => storedFact.parse(item['fact']));

const writeEpisode = async (table: Table, write: EpisodeWrite): Promise<WriteOutcome> => {
  const done = await table.transact(episodeWrites(write));
  if (done.outcome === 'written') return { outcome: 'stored' };
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
    };
  },
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
});
