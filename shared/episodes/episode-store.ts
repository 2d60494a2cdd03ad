import * as z from 'zod';
import type { Action } from './action.ts';
import { createDebriefStore, type DebriefStore } from './debrief-store.ts';
import {
  buildNotificationWrites,
  NOTIFICATION_POSITION,
  type EpisodeWrite,
  type NotificationWriteResult,
  type EpisodeChange,
  buildChangeWrites,
} from './episode-writes.ts';
import { actionSchema } from './action.ts';
import { parseStoredEpisode } from './episode.ts';
import { factSchema } from './fact.ts';
import { type Item, type Table, LAST } from '../database/table.ts';
import type { Fact } from './fact.ts';
import { knownNotificationSchema, notificationKey } from './pending-reply.ts';
import type { StoredEpisode } from './episode.ts';
import { type EpisodeRecord, findRecord, type ReferenceRecord } from './reference-record.ts';
import type { Escalation } from './escalation.ts';
import type { Page } from '../kernel/page.ts';
import type { WriteResult } from '../kernel/write-result.ts';
import type { ChildKey, KnownChild } from './rules/child-identity.ts';
import {
  childKeyPartition,
  childPartition,
  DECEASED_FROM,
  episodePartition,
  FACTS_FROM,
  POINTED_AT_FROM,
  isState,
  stateKey,
  STATES_TO,
  textsKey,
} from './episode-items.ts';
import {
  type EscalationListQuery,
  type ToEscalateQuery,
  listEscalations,
  listToEscalate,
  readEscalation,
} from './escalation-store.ts';
import {
  type EpisodeListQuery,
  type ReturnedQuery,
  listEpisodes,
  listEpisodesOfChild,
  listReturned,
} from './episode-lists.ts';
import { listPointing } from './duplicate-pointer.ts';
import { type TaskListQuery, listTasks } from './task-lists.ts';

const notificationBody = z.object({ body: z.string() });
const childLink = z.object({ sk: z.string(), childId: z.string() });

const textsItem = z.object({ texts: z.record(z.string(), z.string()) });

const readTexts = async (table: Table, ...input: Parameters<EpisodeStore['readTexts']>) => {
  const item = await table.get(textsKey(...input));
  return item === null ? {} : textsItem.parse(item).texts;
};

const readFacts = (items: readonly Item[]): readonly Fact[] =>
  items.filter(({ entity }) => entity === 'fact').map((item) => factSchema.parse(item['fact']));

const readActions = (items: readonly Item[]): readonly Action[] =>
  items
    .filter(({ entity }) => entity === 'action')
    .map((item) => actionSchema.parse(item['action']));

const readReference = async (table: Table, episodeId: string): Promise<ReferenceRecord> => {
  const items = await table.readPartition(episodePartition(episodeId), FACTS_FROM, STATES_TO);
  return {
    facts: readFacts(items),
    actions: readActions(items),
    states: items.filter(isState).map(parseStoredEpisode),
    pointing: listPointing(items),
  };
};

const readPointing = async (table: Table, episodeId: string): Promise<readonly string[]> => {
  const pk = episodePartition(episodeId);
  return listPointing(await table.readPartition(pk, POINTED_AT_FROM, `${POINTED_AT_FROM}~`));
};

const writeEpisode = async (
  table: Table,
  write: EpisodeWrite,
): Promise<NotificationWriteResult> => {
  const done = await table.transact(buildNotificationWrites(write));
  if (done.outcome === 'written') return { outcome: 'written' };
  if (done.outcome === 'refused' && done.position === NOTIFICATION_POSITION) {
    return { outcome: 'known', known: knownNotificationSchema.parse(done.existing) };
  }
  return { outcome: 'conflict' };
};

export const createEpisodeStore = (table: Table): EpisodeStore => ({
  read: async (episodeId) => findRecord(await readReference(table, episodeId), episodeId),
  readReference: (episodeId) => readReference(table, episodeId),
  readState: async (episodeId) => {
    const state = await table.get(stateKey(episodeId));
    return state === null ? null : parseStoredEpisode(state);
  },
  change: async (changes) => {
    const done = await table.transact(buildChangeWrites(changes));
    return done.outcome === 'written' ? 'written' : 'conflict';
  },
  listPointing: (episodeId) => readPointing(table, episodeId),
  isFoundDead: async (childId, otherThan) => {
    const marks = await table.readPartition(childPartition(childId), DECEASED_FROM, LAST);
    return marks.some(({ sk }) => sk !== `${DECEASED_FROM}${otherThan}`);
  },
  readTexts: (...input) => readTexts(table, ...input),
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
  readEscalation: (escalationId) => readEscalation(table, escalationId),
  listEscalations: (query) => listEscalations(table, query),
  ...createDebriefStore(table),
});

export interface EpisodeStore extends DebriefStore {
  read(episodeId: string): Promise<EpisodeRecord>;
  /** Everything of the reference that this episode belongs to. */
  readReference(episodeId: string): Promise<ReferenceRecord>;
  write(write: EpisodeWrite): Promise<NotificationWriteResult>;
  readState(episodeId: string): Promise<StoredEpisode | null>;
  /** Writes all changes together, each on the version read, or none. */
  change(changes: readonly EpisodeChange[]): Promise<WriteResult>;
  /** First episodes of the references that were cancelled as duplicates of this one. */
  listPointing(episodeId: string): Promise<readonly string[]>;
  /** Whether this child was found dead in an episode other than this one. */
  isFoundDead(childId: string, otherThan: string): Promise<boolean>;
  readTexts(episodeId: string, actionId: string): Promise<Readonly<Record<string, string>>>;
  findChildren(key: ChildKey): Promise<readonly Omit<KnownChild, 'child'>[]>;
  /** Newest first, at most 100. */
  listEpisodesOfChild(childId: string): Promise<readonly StoredEpisode[]>;
  readBody(force: string, notificationId: string): Promise<string | null>;
  listEpisodes(query: EpisodeListQuery): Promise<Page<StoredEpisode>>;
  /** Overdue first, longest overdue on top; then without a clock; then by due time. */
  listTasks(query: TaskListQuery): Promise<Page<StoredEpisode>>;
  listReturned(query: ReturnedQuery): Promise<readonly StoredEpisode[]>;
  /** Episode ids, oldest due first. The list may lag behind the table. */
  listToEscalate(query: ToEscalateQuery): Promise<Page<string>>;
  readEscalation(escalationId: string): Promise<Escalation | null>;
  listEscalations(query: EscalationListQuery): Promise<Page<Escalation>>;
}
