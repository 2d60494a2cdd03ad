import {
  allocateByPolicy,
  type ChangeCause,
  type PolicyAllocation,
} from '../casework/allocate-by-policy.ts';
import { notifyOfMovedWork } from '../casework/notify-of-moved-work.ts';
import type { StaffDependencies } from '../directory/staff-store.ts';
import {
  buildStateChange,
  foldReference,
  type FoldedEpisode,
  isChanged,
  listGone,
} from '../episodes/change-reference.ts';
import type { StateChange } from '../episodes/episode-writes.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import { sortFacts } from '../episodes/fact.ts';
import { findChild } from '../episodes/link-child.ts';
import {
  type EpisodeRecord,
  findWorkedFor,
  type ReferenceRecord,
  splitRecord,
} from '../episodes/reference-record.ts';
import type { ReferenceStore } from '../episodes/reference-store.ts';
import type { KnownChild } from '../episodes/rules/child-identity.ts';
import { foldEpisode } from '../episodes/rules/fold-episode.ts';
import type { Alert } from '../alerts/alert.ts';
import { notifyOfDeath } from './notify-of-death.ts';
import { notifyOfMissingAgain } from './notify-of-missing-again.ts';
import { notifyOfMove, notifyOfTaskChange } from './notify-of-task-change.ts';

export interface PrepareDependencies extends StaffDependencies {
  readonly episodes: ReferenceStore;
}

interface PreparedChange extends StateChange {
  readonly contradicted: readonly KnownChild[];
}

const NOTHING_ALLOCATED: PolicyAllocation = { action: null, alerts: [], claim: null };

interface ChangedEpisode {
  readonly previous: StoredEpisode | null;
  readonly next: StoredEpisode;
  readonly isAllocated: boolean;
  /** The cause belongs to it. */
  readonly isOwn: boolean;
}

/** Who hears at once of what has become of an episode. */
const notifyOfChange = async (
  dependencies: PrepareDependencies,
  cause: ChangeCause,
  { isOwn, ...changed }: ChangedEpisode,
): Promise<readonly Alert[]> => {
  const { previous, next } = changed;
  return [
    ...(isOwn ? await notifyOfDeath(dependencies, cause, previous, next) : []),
    ...(await notifyOfTaskChange(dependencies, cause, changed)),
    ...(await notifyOfMove(dependencies, cause, previous, next)),
    ...(isOwn ? await notifyOfMissingAgain(dependencies, cause, previous, next) : []),
  ];
};

/**
 * Links the child, and allocates the task of the episode that the cause belongs to. `siblings` are the episodes before it
 * under the reference, as they are to be; `states` what is stored of the reference.
 */
const prepareChange = async (
  dependencies: PrepareDependencies,
  cause: ChangeCause,
  folded: FoldedEpisode,
  siblings: readonly StoredEpisode[],
  states: readonly StoredEpisode[],
  isOwn: boolean,
): Promise<PreparedChange> => {
  const { episodes, directory } = dependencies;
  const { record, episode: unallocated, isReused } = folded;
  const { stored, facts, actions } = record;
  const known = { stored, siblings, states, isReused };
  const { link, contradicted, claims } = await findChild(episodes, unallocated, known);
  const notified = {
    fact: cause,
    episode: unallocated,
    link,
    workedFor: findWorkedFor(sortFacts(facts)),
    authorityBefore: stored?.episode.responsibleAuthority ?? null,
    isNew: (stored?.episode.task ?? null) === null,
  };
  const {
    action: allocated,
    alerts,
    claim,
  } = (isOwn ? await allocateByPolicy(dependencies, notified) : null) ?? NOTHING_ALLOCATED;
  const episode =
    allocated === null
      ? unallocated
      : foldEpisode(facts, directory, [...actions, allocated], record);
  const change = await buildStateChange(
    { episodes, directory, now: cause.receivedAt },
    { ...folded, episode },
    link,
  );
  return {
    ...change,
    actions: allocated === null ? [] : [{ action: allocated, texts: {}, debrief: null }],
    escalations: [],
    alerts: [
      ...alerts,
      ...(await notifyOfChange(dependencies, cause, {
        previous: stored,
        next: change.next,
        isAllocated: allocated !== null,
        isOwn,
      })),
    ],
    claim,
    keyClaims: claims,
    contradicted,
  };
};

/** What is added to a reference. */
export interface Addition {
  readonly cause: ChangeCause;
  readonly after: Pick<ReferenceRecord, 'facts' | 'actions'>;
  /** Whether it belongs to this episode. */
  readonly isIn: (record: EpisodeRecord) => boolean;
}

export interface PreparedReference {
  /** The episodes that there will be, in their order. */
  readonly records: readonly EpisodeRecord[];
  /** The episode that the addition belongs to. */
  readonly own: EpisodeRecord;
  /** Its change, with the alerts of work that moves. */
  readonly change: PreparedChange;
  /** Of other episodes of the reference; always of the first, so that two additions at the same time conflict. */
  readonly others: readonly StateChange[];
  readonly gone: readonly StoredEpisode[];
}

/** Works out every state of a reference after an addition. Throws when it belongs to no episode. */
export const prepareReference = async (
  dependencies: PrepareDependencies,
  reference: ReferenceRecord,
  { cause, after, isIn }: Addition,
): Promise<PreparedReference> => {
  const { states } = reference;
  const records = splitRecord({ ...reference, ...after });
  const changes: PreparedChange[] = [];
  for (const folded of foldReference(records, states, dependencies.directory)) {
    const siblings = changes.map(({ next }) => next);
    const isOwn = isIn(folded.record);
    changes.push(await prepareChange(dependencies, cause, folded, siblings, states, isOwn));
  }
  const at = records.findIndex(isIn);
  const [own, change] = [records[at], changes[at]];
  if (own === undefined || change === undefined)
    throw new Error('What is added belongs to no episode.');
  const moved = await notifyOfMovedWork(dependencies, {
    before: splitRecord(reference),
    after: records,
    episodes: {
      before: states.map(({ episode }) => episode),
      after: changes.map(({ next }) => next.episode),
    },
    cause: `${cause.force}#${cause.id}`,
    at: cause.receivedAt,
  });
  const others = changes.flatMap(({ contradicted: _, ...other }, index) =>
    index !== at && (index === 0 || other.actions.length > 0 || isChanged(other)) ? [other] : [],
  );
  return {
    records,
    own,
    change: { ...change, alerts: [...change.alerts, ...moved] },
    others,
    gone: listGone(records, states),
  };
};
