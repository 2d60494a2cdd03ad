import { foldOnlyEpisode } from './ids.ts';
import { type ActionOverrides, buildAllocation } from './actions.ts';
import type { EpisodeStore } from '../../shared/episodes/episode-store.ts';
import { buildNextState } from '../../shared/episodes/rules/next-state.ts';
import type { OutcomeKind, Action } from '../../shared/episodes/action.ts';
import type { Episode, StoredEpisode } from '../../shared/episodes/episode.ts';
import { addMs, HOUR_MS, type Instant } from '../../shared/kernel/instant.ts';
import { DIRECTORY } from './directory.ts';
import { at, buildReportedFact, buildReturnedFact } from './facts.ts';
import type { Outcome } from '../../shared/episodes/task.ts';
import type { Fact } from '../../shared/episodes/fact.ts';
import type { EpisodeWrite } from '../../shared/episodes/episode-writes.ts';

/** When the child of these episodes came home. */
export const RETURNED_AT: Instant = at('2026-11-11T08:00:00Z');

/** So many hours after the return. */
export const hoursAfterReturn = (hours: number): Instant => addMs(RETURNED_AT, hours * HOUR_MS);

/** How a task ended, so many hours after the return. */
export const endedAfter = (
  hours: number,
  outcome: OutcomeKind,
  about: Partial<Outcome> = {},
): Outcome => ({
  outcome,
  reason: null,
  lateReason: null,
  parentOffered: null,
  parentGave: null,
  at: hoursAfterReturn(hours),
  recordedAt: hoursAfterReturn(hours),
  by: 'p-1',
  interviewId: outcome === 'completed' ? `interview-${hours}` : null,
  mainTaskId: 'rhi-1',
  covers: [],
  independent: null,
  employer: null,
  ...about,
});

/** What a test may say of an episode whose child came home. */
export interface ReturnedEpisodeOverrides {
  readonly episode?: Partial<Omit<Episode, 'task'>>;
  readonly offeredAfter?: number | null;
  readonly outcome?: Outcome | null;
  readonly team?: string | null;
  readonly withdrawn?: boolean;
}

/** An episode whose child came home at `HOME_AT`: open and not offered by default. */
export const buildReturnedEpisode = ({
  episode: about = {},
  offeredAfter = null,
  outcome = null,
  team = 'norfolk-norwich',
  withdrawn = false,
}: ReturnedEpisodeOverrides = {}): Episode => {
  const episode = foldOnlyEpisode([buildReportedFact(), buildReturnedFact()], DIRECTORY, []);
  if (episode.task === null) throw new Error('The child came home.');
  const ended = outcome === null ? 'open' : 'closed';
  return {
    ...episode,
    ...about,
    task: {
      ...episode.task,
      team,
      outcome,
      offeredAt: offeredAfter === null ? null : hoursAfterReturn(offeredAfter),
      state: withdrawn ? 'withdrawn' : ended,
      withdrawn: withdrawn ? { reason: 'reported-in-error', at: hoursAfterReturn(1) } : null,
    },
  };
};

/** What is stored when these facts, and no others, have been taken in. */
export const buildStoredEpisode = (
  facts: readonly Fact[],
  about: Partial<StoredEpisode> = {},
  actions: readonly Action[] = [],
): StoredEpisode => ({
  episode: foldOnlyEpisode(facts, DIRECTORY, actions),
  childId: null,
  childKeys: [],
  contradicting: [],
  formerChildIds: [],
  version: facts.length,
  taskVersion: facts.length,
  raised: [],
  escalateAt: null,
  ...about,
});

/** The write of the last of these facts, after the others. */
export const buildEpisodeWrite = (
  facts: readonly [Fact, ...Fact[]],
  about: Partial<StoredEpisode> = {},
  before: Partial<StoredEpisode> = about,
): EpisodeWrite => {
  const earlier = facts.slice(0, -1);
  return {
    fact: facts.at(-1) ?? facts[0],
    subject: 'as sent',
    others: [],
    gone: [],
    body: `body of ${facts.at(-1)?.id ?? ''}`,
    firstReceivedAt: (facts.at(-1) ?? facts[0]).receivedAt,
    warnings: [],
    next: buildStoredEpisode(facts, about),
    previous: earlier.length === 0 ? null : buildStoredEpisode(earlier, before),
    actions: [],
    escalations: [],
    alerts: [],
    claim: null,
  };
};

/** Writes an allocation past the use case: the contract of the stores knows no people. */
export const writeAllocation = async (
  episodes: EpisodeStore,
  episodeId: string,
  practitioner: string | null,
  about: ActionOverrides = {},
): Promise<void> => {
  const { stored, facts, actions } = await episodes.read(episodeId);
  if (stored === null) throw new Error('There is no such episode.');
  const action = buildAllocation(practitioner, about);
  const episode = foldOnlyEpisode(facts, DIRECTORY, [...actions, action]);
  const change = {
    previous: stored,
    next: buildNextState(stored, { ...stored, episode }, DIRECTORY),
    actions: [{ action, texts: {}, debrief: null }],
    escalations: [],
    alerts: [],
    claim: null,
  };
  if ((await episodes.change([change])) !== 'written') throw new Error('Not written.');
};
