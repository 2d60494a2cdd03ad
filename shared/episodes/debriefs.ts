import type { Debrief } from './debrief.ts';
import type { Instant } from '../kernel/instant.ts';
import type { WriteResult } from '../kernel/write-result.ts';

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
