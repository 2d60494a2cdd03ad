import type { EvidencePlacement, EvidenceSource } from './themes.ts';
import type { EvidencePorts } from './evidence-ports.ts';
import { type MadeEvidence, makeEvidence } from './make-evidence.ts';
import { recountCells } from './recount-cells.ts';
import { retryOnConflict } from '../kernel/write-result.ts';

/** What a rebuild asks for beside. */
export interface ApplyOptions {
  /** Writes and counts all of it, also when nothing seems to have changed. */
  readonly anew?: boolean;
  /** Evidence that was found to stand where the source does not know of it; it goes unless it belongs there. */
  readonly strays?: readonly EvidencePlacement[];
}

/** The names of the cells that were counted; none when nothing had changed. */
export type Applied = readonly string[];

const replace = async (
  ports: EvidencePorts,
  source: EvidenceSource,
  { evidence, settled }: MadeEvidence,
): Promise<Applied | 'conflict'> => {
  const replaced = await ports.themes.replaceEvidence(source, evidence);
  if (replaced === 'conflict') return 'conflict';
  const counted = await recountCells(ports, replaced.placements);
  const done = await ports.themes.settle(replaced, evidence, settled);
  return done === 'settled' ? counted : 'conflict';
};

const noteVersion = async (
  { themes }: EvidencePorts,
  source: EvidenceSource,
  { evidence, settled }: MadeEvidence,
): Promise<Applied | 'conflict'> => {
  if (source.settled?.episodeVersion === settled.episodeVersion) return [];
  return (await themes.settle(source, evidence, settled)) === 'settled' ? [] : 'conflict';
};

const applyOnce = async (
  ports: EvidencePorts,
  episodeId: string,
  { anew = false, strays = [] }: ApplyOptions,
): Promise<Applied | 'conflict'> => {
  // Before the facts: if they change after they are read, whoever writes the newer ones makes this write a conflict.
  const source = await ports.themes.readSource(episodeId);
  const made = await makeEvidence(ports.episodes, episodeId, ports.directory);
  const stands = source.settled?.hash === made.settled.hash;
  if (stands && !anew) return noteVersion(ports, source, made);
  return replace(ports, { ...source, placements: [...source.placements, ...strays] }, made);
};

/**
 * Makes the picture show what the facts of one episode say now: its evidence takes the place of whatever stood there,
 * and every cell that gained or lost any is counted anew. Doing it again, or several at once, changes nothing; cut off
 * anywhere, the next time puts it right. Throws when others were quicker every time.
 */
export const applyEvidence = (
  ports: EvidencePorts,
  episodeId: string,
  options: ApplyOptions = {},
): Promise<Applied> => retryOnConflict(ports.backOff, () => applyOnce(ports, episodeId, options));
