import * as z from 'zod';
import { createDebriefStore, type DebriefStore } from './debrief-store.ts';
import { type Table } from '../database/table.ts';
import { notificationKey } from './pending-reply.ts';
import type { EpisodeIds } from './episode-ids.ts';
import type { StoredEpisode } from './episode.ts';
import { createReferenceStore, type ReferenceStore } from './reference-store.ts';
import type { Escalation } from './escalation.ts';
import type { Page } from '../kernel/page.ts';
import { textsKey } from './episode-items.ts';
import {
  type EscalationListQuery,
  type ToEscalateQuery,
  listEscalations,
  listToEscalate,
} from './escalation-store.ts';
import {
  type EpisodeListQuery,
  type ReturnedQuery,
  listEpisodes,
  listReturned,
} from './episode-lists.ts';
import { type TaskListQuery, listTasks, listTasksOfReference } from './task-lists.ts';

const notificationBody = z.object({ body: z.string() });

const textsItem = z.object({ texts: z.record(z.string(), z.string()) });

const readTexts = async (table: Table, ...input: Parameters<EpisodeStore['readTexts']>) => {
  const item = await table.get(textsKey(...input));
  return item === null ? {} : textsItem.parse(item).texts;
};

/** Adds what people read: lists, texts and debriefs. */
export const createEpisodeStore = (table: Table, ids: EpisodeIds): EpisodeStore => ({
  ...createReferenceStore(table, ids),
  readTexts: (...input) => readTexts(table, ...input),
  readBody: async (force, notificationId) => {
    const item = await table.get(notificationKey(force, notificationId));
    return item === null ? null : notificationBody.parse(item).body;
  },
  listEpisodes: (query) => listEpisodes(table, query),
  listTasks: (query) => listTasks(table, query),
  listTasksOfReference: (reference) => listTasksOfReference(table, reference),
  listReturned: (query) => listReturned(table, query),
  listToEscalate: (query) => listToEscalate(table, query),
  listEscalations: (query) => listEscalations(table, query),
  ...createDebriefStore(table),
});

export interface EpisodeStore extends ReferenceStore, DebriefStore {
  readTexts(episodeId: string, actionId: string): Promise<Readonly<Record<string, string>>>;
  readBody(force: string, notificationId: string): Promise<string | null>;
  listEpisodes(query: EpisodeListQuery): Promise<Page<StoredEpisode>>;
  /** Overdue first, longest overdue on top; then without a clock; then by due time. */
  listTasks(query: TaskListQuery): Promise<Page<StoredEpisode>>;
  /** Those with this reference, such as `RHI-3F2A-91C0`; seldom more than one. */
  listTasksOfReference(reference: string): Promise<readonly StoredEpisode[]>;
  listReturned(query: ReturnedQuery): Promise<readonly StoredEpisode[]>;
  /** Episode ids, oldest due first. The list may lag behind the table. */
  listToEscalate(query: ToEscalateQuery): Promise<Page<string>>;
  listEscalations(query: EscalationListQuery): Promise<Page<Escalation>>;
}
