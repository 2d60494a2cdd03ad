import type { Directory } from '../directory/directory.ts';
import type { EvidenceSource } from './evidence.ts';
import type { ThemeStore } from './theme-store.ts';
import { pageSources } from './list-evidence-sources.ts';
import type {
  ChangedSource,
  EvidenceSourceList,
  EvidenceQueue,
} from '../episodes/evidence-source.ts';

export interface ReconcileDependencies {
  readonly evidenceSources: EvidenceSourceList;
  readonly themes: Pick<ThemeStore, 'readSources'>;
  readonly work: EvidenceQueue;
  readonly directory: Directory;
}

/** How many episodes were looked at, and how many of them were asked for. */
export interface Reconciled {
  readonly listed: number;
  readonly asked: number;
}

/** Made of the episode as it last changed, or later. */
const isSettled = (listed: ChangedSource, source: EvidenceSource | undefined): boolean =>
  source?.completed != null && source.completed.episodeVersion >= listed.version;

/**
 * Asks for the evidence of every episode that the picture does not show as it is now: a stream keeps a change for a day
 * and a queue gives up. What is under way is asked for once more, which does no harm.
 */
export const reconcileEvidence = async (ports: ReconcileDependencies): Promise<Reconciled> => {
  let [listed, asked] = [0, 0];
  for await (const page of pageSources(ports)) {
    const sources = await ports.themes.readSources(page.map(({ episodeId }) => episodeId));
    const known = new Map(sources.map((source) => [source.episodeId, source]));
    const late = page.filter((one) => !isSettled(one, known.get(one.episodeId)));
    if (late.length > 0) await ports.work.request(late.map(({ episodeId }) => episodeId));
    listed += page.length;
    asked += late.length;
  }
  return { listed, asked };
};
