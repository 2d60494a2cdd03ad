import type { Directory } from '../directory/directory.ts';
import { addMs, DAY_MS, type Instant } from '../kernel/instant.ts';
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

/** Longer than an outage of the stream, which keeps changes for one day, may last. */
const DECIDED_WITHIN_MS = 7 * DAY_MS;

/** Whether the evidence of a child was counted under another id cannot be seen without making it again. */
const requestDecided = async (
  { evidenceSources, work }: ReconcileDependencies,
  now: Instant,
): Promise<number> => {
  const decided = await evidenceSources.listDecided(addMs(now, -DECIDED_WITHIN_MS));
  const lists = await Promise.all(decided.map((change) => evidenceSources.listChanged(change)));
  const episodeIds = [...new Set(lists.flat())];
  await work.request(episodeIds);
  return episodeIds.length;
};

/**
 * Queues every episode whose latest change is not in the theme statistics, and those of children about whom a person
 * decided in the last week: the stream keeps changes for one day, and the queue gives up. Queueing an episode that is being processed is harmless. A part that fails holds up none of the
 * others: the run goes on, and throws at its end.
 */
export const reconcileEvidence = async (
  dependencies: ReconcileDependencies,
  now: Instant,
): Promise<Reconciled> => {
  let [listed, requested] = [0, 0];
  const failures: unknown[] = [];
  try {
    requested += await requestDecided(dependencies, now);
  } catch (error) {
    failures.push(error);
  }
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
