import type { DuplicateStore, EpisodeStore, RejectionStore, ReplyOutbox } from '../../ports.ts';
import type { Table } from '../table/table.ts';
import { createDuplicateStore } from './duplicate-store.ts';
import { createEpisodeStore } from './episode-store.ts';
import { createRejectionStore } from './rejection-store.ts';
import { createReplyOutbox } from './reply-outbox.ts';

/** Everything that is kept in the core table. */
export interface CoreStores {
  readonly episodes: EpisodeStore;
  readonly rejections: RejectionStore;
  readonly duplicates: DuplicateStore;
  readonly replies: ReplyOutbox;
}

/** The stores over one table, real or in memory. */
export const createCoreStores = (table: Table): CoreStores => ({
  episodes: createEpisodeStore(table),
  rejections: createRejectionStore(table),
  duplicates: createDuplicateStore(table),
  replies: createReplyOutbox(table),
});
