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

export interface Reconciled {
  readonly listed: number;
  readonly requested: number;
}

const isUpToDate = (listed: ChangedSource, source: EvidenceSource | undefined): boolean =>
  source?.completed != null && source.completed.episodeVersion >= listed.version;

/**
 * Queues every episode whose latest change is not in the theme statistics: the stream keeps changes for one day, and
 * the queue gives up. Queueing an episode that is being processed is harmless. A part that fails holds up none of the
 * others: the run goes on, and throws at its end.
 */
export const reconcileEvidence = async (
  dependencies: ReconcileDependencies,
): Promise<Reconciled> => {
  let [listed, requested] = [0, 0];
  const failures: unknown[] = [];
  for await (const page of pageSources(dependencies)) {
    const sources = await dependencies.themes.readSources(page.map(({ episodeId }) => episodeId));
    const known = new Map(sources.map((source) => [source.episodeId, source]));
    const late = page.filter((one) => !isUpToDate(one, known.get(one.episodeId)));
    listed += page.length;
    requested += late.length;
    if (late.length === 0) continue;
    const request = dependencies.work.request(late.map(({ episodeId }) => episodeId));
    await request.catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} requests of evidence failed.`);
  return { listed, requested };
};
