import type { Page } from '../kernel/page.ts';

/** An episode that has, or had, a debrief, and the version at which it last changed while it had one. */
export interface ChangedSource {
  readonly episodeId: string;
  readonly version: number;
}

/** Which episodes evidence is made of. */
export interface EvidenceSourceList {
  /** Of one responsible authority, by when their tasks opened. The list may lag behind; what stands in it does not. */
  listSources(query: {
    readonly authority: string;
    readonly after: string | null;
    readonly limit: number;
  }): Promise<Page<ChangedSource>>;
}

/** Episodes whose evidence is to be made anew. Asking twice does no harm. */
export interface EvidenceQueue {
  request(episodeIds: readonly string[]): Promise<void>;
}
