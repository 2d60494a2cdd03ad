import type { EvidenceSourceList } from '../episodes/evidence-work.ts';
import type { EvidencePorts } from './evidence-ports.ts';

export interface RebuildPorts extends EvidencePorts {
  readonly evidenceSources: EvidenceSourceList;
}

/** How far a rebuild is. */
export interface RebuildProgress {
  readonly done: number;
  readonly of: number;
  /** The last episode of those that are done, in the order of their ids: a rebuild can go on after it. */
  readonly last: string;
}

/** How a rebuild is run. */
export interface RebuildOptions {
  /** Goes on after this episode; null to begin at the beginning. */
  readonly after: string | null;
  readonly onProgress: (progress: RebuildProgress) => void;
  /** An episode of which it failed; the others are done all the same. */
  readonly onFault: (episodeId: string, error: unknown) => void;
}

export interface RebuildReport {
  readonly episodes: number;
  /** Times that something failed: then the picture may not be whole yet. */
  readonly failed: number;
  /** Episodes of which evidence stood that nothing led to. */
  readonly strays: number;
  readonly cells: number;
}
