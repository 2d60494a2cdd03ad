import * as z from 'zod';
import type { Action } from './action.ts';
import {
  buildNotificationWrites,
  NOTIFICATION_POSITION,
  type EpisodeWrite,
  type NotificationWriteResult,
  type StateChange,
  buildChangeWrites,
} from './episode-writes.ts';
import { actionSchema } from './action.ts';
import type { EpisodeIds } from './episode-ids.ts';
import { parseStoredEpisode } from './episode.ts';
import { factSchema } from './fact.ts';
import { type Item, type Table, LAST } from '../database/table.ts';
import type { Fact } from './fact.ts';
import { knownNotificationSchema } from './pending-reply.ts';
import type { StoredEpisode } from './episode.ts';
import { type EpisodeRecord, findRecord, type ReferenceRecord } from './reference-record.ts';
import type { Escalation } from './escalation.ts';
import type { WriteResult } from '../kernel/write-result.ts';
import type { ChildKey, KnownChild } from './rules/child-identity.ts';
import {
  CHILD_KEY_HEAD,
  childKeyPartition,
  childPartition,
  DECEASED_FROM,
  episodePartition,
  FACTS_FROM,
  POINTED_AT_FROM,
  isState,
  readFirstId,
  stateKey,
  STATES_TO,
} from './episode-items.ts';
import { readEscalation } from './escalation-store.ts';
import { listEpisodesUnder } from './episode-lists.ts';
import {
  type ChildMatchStore,
  createChildMatchStore,
  readDecidedChildren,
} from './child-match-store.ts';
import { listSameChild } from './rules/child-matches.ts';
import { createPendingReviews, type PendingReview, type PendingReviews } from './pending-review.ts';
import { listPointing } from './duplicate-pointer.ts';

const childLink = z.object({ sk: z.string(), childId: z.string() });
const childKeyHead = z.object({ version: z.number() });

const readChildKey = async (table: Table, key: ChildKey): Promise<KnownOfKey> => {
  const items = await table.readPartition(childKeyPartition(key), 'ep-', LAST);
  const head = items.find(({ sk }) => sk === CHILD_KEY_HEAD);
  const links = items.filter((item) => item !== head).map((item) => childLink.parse(item));
  return {
    children: links.map(({ sk, childId }) => ({ childId, episodeId: sk })),
    version: head === undefined ? 0 : childKeyHead.parse(head).version,
  };
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
    firstId: readFirstId(episodeId),
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
  ids: EpisodeIds,
  write: EpisodeWrite,
): Promise<NotificationWriteResult> => {
  const done = await table.transact(buildNotificationWrites(ids, write));
  if (done.outcome === 'written') return { outcome: 'written' };
  if (done.outcome === 'refused' && done.position === NOTIFICATION_POSITION) {
    return { outcome: 'known', known: knownNotificationSchema.parse(done.existing) };
  }
  return { outcome: 'conflict' };
};

const readSameChild = async (table: Table, childId: string): Promise<readonly string[]> =>
  listSameChild(childId, await readDecidedChildren(table, [childId]));

/** What stands under a force's reference, and how it is written: all that taking in a notification needs. */
export const createReferenceStore = (table: Table, ids: EpisodeIds): ReferenceStore => ({
  ids,
  read: async (episodeId) => findRecord(await readReference(table, episodeId), episodeId),
  readReference: (episodeId) => readReference(table, episodeId),
  readState: async (episodeId) => {
    const state = await table.get(stateKey(episodeId));
    return state === null ? null : parseStoredEpisode(state);
  },
  change: async (changes, { gone = [], review = null } = {}) => {
    const done = await table.transact(buildChangeWrites(changes, gone, review));
    return done.outcome === 'written' ? 'written' : 'conflict';
  },
  write: (write) => writeEpisode(table, ids, write),
  listPointing: (episodeId) => readPointing(table, episodeId),
  isFoundDead: async (childId, otherThan) => {
    const ids = await readSameChild(table, childId);
    const marks = await Promise.all(
      ids.map((id) => table.readPartition(childPartition(id), DECEASED_FROM, LAST)),
    );
    return marks.flat().some(({ sk }) => sk !== `${DECEASED_FROM}${otherThan}`);
  },
  findChildren: async (key) => (await readChildKey(table, key)).children,
  readChildKey: (key) => readChildKey(table, key),
  listEpisodesOfChild: async (childId) =>
    listEpisodesUnder(table, await readSameChild(table, childId)),
  listEpisodesUnder: (childIds) => listEpisodesUnder(table, childIds),
  readEscalation: (escalationId) => readEscalation(table, escalationId),
  ...createChildMatchStore(table),
  ...createPendingReviews(table),
});

interface KnownOfKey {
  readonly children: readonly Omit<KnownChild, 'child'>[];
  /** Rises when an episode becomes the only one under the key. */
  readonly version: number;
}

export interface ReferenceStore extends ChildMatchStore, PendingReviews {
  readonly ids: EpisodeIds;
  read(episodeId: string): Promise<EpisodeRecord>;
  /** Everything of the reference that this episode belongs to. */
  readReference(episodeId: string): Promise<ReferenceRecord>;
  write(write: EpisodeWrite): Promise<NotificationWriteResult>;
  readState(episodeId: string): Promise<StoredEpisode | null>;
  /**
   * Writes all changes together, each on the version read, or none. `gone`: episodes that are one with another now.
   * `review`: what must be looked at again afterwards.
   */
  change(
    changes: readonly StateChange[],
    along?: { readonly gone?: readonly StoredEpisode[]; readonly review?: PendingReview | null },
  ): Promise<WriteResult>;
  /** First episodes of the references that were cancelled as duplicates of this one. */
  listPointing(episodeId: string): Promise<readonly string[]>;
  /** Whether this child, under any of its ids, was found dead in an episode other than this one. */
  isFoundDead(childId: string, otherThan: string): Promise<boolean>;
  findChildren(key: ChildKey): Promise<KnownOfKey['children']>;
  readChildKey(key: ChildKey): Promise<KnownOfKey>;
  /** Under any id of the same child. Newest first, at most 100. */
  listEpisodesOfChild(childId: string): Promise<readonly StoredEpisode[]>;
  /** The same, where all ids of the child are known. */
  listEpisodesUnder(childIds: readonly string[]): Promise<readonly StoredEpisode[]>;
  readEscalation(escalationId: string): Promise<Escalation | null>;
}
