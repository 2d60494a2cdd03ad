import type { Item, ItemKey, Table, TableWrite } from '../database/table.ts';
import { hash } from '../kernel/hash.ts';
import { toEpisodeId } from './episode.ts';
import type { WriteResult } from '../kernel/write-result.ts';
import type { Action } from './action.ts';
import { type Debrief, type DebriefDraft, debriefDraftSchema, debriefSchema } from './debrief.ts';
import { episodePartition } from './episode-items.ts';

export interface DebriefStore {
  readDebrief(episodeId: string, debriefId: string): Promise<Debrief | null>;
  readDraft(taskId: string, author: string): Promise<DebriefDraft | null>;
  /** Conflict unless revision n − 1 is stored. */
  saveDraft(draft: DebriefDraft): Promise<WriteResult>;
  /** The draft becomes that of another author. Conflict when it has changed, or they have one. */
  moveDraft(draft: DebriefDraft, to: string): Promise<WriteResult>;
}

export const debriefKey = (episodeId: string, debriefId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `debrief#${debriefId}`,
});

const draftKey = (episodeId: string, author: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `draft#${hash('draft', author)}`,
});

const buildDraftItem = ({ revision, ...draft }: DebriefDraft): Item => ({
  ...draftKey(toEpisodeId(draft.taskId), draft.author),
  entity: 'debrief-draft',
  ...draft,
  version: revision,
});

/** The draft is deleted when its author submits the debrief. */
export const buildDebriefWrites = (
  episodeId: string,
  { action, debrief }: { readonly action: Action; readonly debrief: Debrief | null },
): readonly TableWrite[] =>
  debrief === null
    ? []
    : [
        {
          put: { ...debriefKey(episodeId, debrief.debriefId), entity: 'debrief', debrief },
          onlyIf: 'absent',
        },
        { remove: draftKey(episodeId, action.by) },
      ];

export const createDebriefStore = (table: Table): DebriefStore => ({
  readDebrief: async (episodeId, debriefId) => {
    const item = await table.get(debriefKey(episodeId, debriefId));
    return item === null ? null : debriefSchema.parse(item['debrief']);
  },
  readDraft: async (taskId, author) => {
    const item = await table.get(draftKey(toEpisodeId(taskId), author));
    return item === null ? null : debriefDraftSchema.parse({ ...item, revision: item['version'] });
  },
  saveDraft: async (draft) => {
    const { revision } = draft;
    const onlyIf = revision === 1 ? 'absent' : { version: revision - 1 };
    const done = await table.transact([{ put: buildDraftItem(draft), onlyIf }]);
    return done.outcome === 'written' ? 'written' : 'conflict';
  },
  moveDraft: async (draft, to) => {
    const { taskId, author, revision } = draft;
    const done = await table.transact([
      { put: buildDraftItem({ ...draft, author: to }), onlyIf: 'absent' },
      { remove: draftKey(toEpisodeId(taskId), author), onlyIf: { version: revision } },
    ]);
    return done.outcome === 'written' ? 'written' : 'conflict';
  },
});
