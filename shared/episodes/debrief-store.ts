import * as z from 'zod';
import { INTERVIEWEES, type Action } from './action.ts';
import {
  CHILD_PREFERENCES,
  INTERVIEWER_RELATIONS,
  INTERVIEW_PLACES,
  type Debrief,
  SECTION_NAMES,
} from './debrief.ts';
import { toEpisodeId, hash } from '../kernel/hash.ts';
import type { Item, Table, ItemKey, TableWrite } from '../database/table.ts';
import { intelligenceItemSchema } from '../intelligence/item.ts';
import { instantSchema, type Instant } from '../kernel/instant.ts';
import type { WriteResult } from '../kernel/write-result.ts';
import { episodePartition } from './episode-items.ts';

const text = z.string();

const storedDebrief: z.ZodType<Debrief> = z.object({
  debriefId: text,
  taskId: text,
  interviewId: text.nullable(),
  interviewee: z.enum(INTERVIEWEES),
  heldAt: instantSchema,
  place: z.enum(INTERVIEW_PLACES),
  interviewer: text.nullable(),
  relation: z.enum(INTERVIEWER_RELATIONS),
  childPreference: z.enum(CHILD_PREFERENCES),
  seenAlone: z.boolean().nullable(),
  sections: z.partialRecord(z.enum(SECTION_NAMES), z.array(text)),
  /** Debriefs of before there were items have none. */
  items: z.array(intelligenceItemSchema).default([]),
});

const storedDraft = z.object({
  taskId: text,
  author: text,
  content: z.record(text, z.unknown()),
  version: z.number(),
  savedAt: instantSchema,
});

const draftItem = ({ taskId, author, content, revision, savedAt }: DebriefDraft): Item => ({
  ...draftKey(toEpisodeId(taskId), author),
  entity: 'debrief-draft',
  taskId,
  author,
  content,
  version: revision,
  savedAt,
});

/** Debriefs and their drafts, each an item of its own beside the episode. */
export const createDebriefStore = (table: Table): DebriefStore => ({
  readDebrief: async (episodeId, debriefId) => {
    const item = await table.get(debriefKey(episodeId, debriefId));
    return item === null ? null : storedDebrief.parse(item['debrief']);
  },
  readDraft: async (taskId, author) => {
    const item = await table.get(draftKey(toEpisodeId(taskId), author));
    if (item === null) return null;
    const { version, ...draft } = storedDraft.parse(item);
    return { ...draft, revision: version };
  },
  saveDraft: async (draft) => {
    const { revision } = draft;
    const onlyIf = revision === 1 ? 'absent' : { version: revision - 1 };
    const done = await table.transact([{ put: draftItem(draft), onlyIf }]);
    return done.outcome === 'written' ? 'written' : 'conflict';
  },
});

/** A debrief as somebody is typing it: anything, as their form has it, until it is handed in. */
export interface DebriefDraft {
  readonly taskId: string;
  /** Subject of who is typing. */
  readonly author: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Counts savings, from 1. */
  readonly revision: number;
  readonly savedAt: Instant;
}

/** Debriefs under their episode. A draft goes when its author hands the debrief in. */
export interface DebriefStore {
  readDebrief(episodeId: string, debriefId: string): Promise<Debrief | null>;
  readDraft(taskId: string, author: string): Promise<DebriefDraft | null>;
  /** Saves revision n on revision n − 1. */
  saveDraft(draft: DebriefDraft): Promise<WriteResult>;
}

export const debriefKey = (episodeId: string, debriefId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `debrief#${debriefId}`,
});

export const draftKey = (episodeId: string, author: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `draft#${hash('draft', author)}`,
});

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
