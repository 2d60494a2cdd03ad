import type { Instant } from '../kernel/instant.ts';
import { ENTITY } from '../platform/names.ts';
import { type Item, requireRoom, type TableWrite } from '../database/table.ts';
import { buildEvidenceSourceWrites } from './evidence-source.ts';
import {
  buildChildLinkWrites,
  buildKeyClaimWrites,
  type Change,
  type KeyClaim,
} from './child-link-writes.ts';
import { buildConsequenceWrites, type EpisodeConsequences } from './consequence-writes.ts';
import { buildGoneWrites } from './gone-episode.ts';
import { buildReviewWrites, type PendingReview } from './pending-review.ts';
import { buildPendingKeys, type KnownNotification, notificationKey } from './pending-reply.ts';
import type { EpisodeIds } from './episode-ids.ts';
import { formatStoredEpisode, type StoredEpisode } from './episode.ts';
import { readRecordedAt, type Fact } from './fact.ts';
import { buildCaseWrites } from './caseload-writes.ts';
import {
  factKey,
  hostListingKey,
  stateKey,
  buildHostListKeys,
  buildStateListKeys,
} from './episode-items.ts';
import { buildDeceasedMarkWrites } from './deceased-mark.ts';
import { buildPointerWrites } from './duplicate-pointer.ts';
import { buildEscalationItem, type MovedEscalation } from './escalation-store.ts';
import type { Finding } from '../police-contract/finding.ts';

const buildNotificationItem = ({
  fact,
  subject,
  body,
  firstReceivedAt,
  warnings,
  episodeId,
}: WrittenNotification): Item => ({
  ...notificationKey(fact.force, fact.id),
  entity: ENTITY.notification,
  force: fact.force,
  reference: subject,
  notificationId: fact.id,
  episodeId,
  contentHash: fact.contentHash,
  messageId: fact.messageId,
  receivedAt: fact.receivedAt,
  warnings: warnings.map(({ code, path }) => ({ code, path })),
  body,
  ...buildPendingKeys(firstReceivedAt),
});

const buildFactItem = ({ fact, episodeId }: WrittenNotification): Item => ({
  ...factKey(episodeId, fact.time, fact.id),
  entity: 'fact',
  fact,
});

const buildStateItem = (next: StoredEpisode, otherwise: Instant): Item => ({
  ...stateKey(next.episode.episodeId),
  entity: 'episode',
  ...formatStoredEpisode(next),
  ...buildStateListKeys(next, otherwise),
});

const buildHostListing = (next: StoredEpisode, otherwise: Instant): Item | null => {
  const keys = buildHostListKeys(next, otherwise);
  return keys === null
    ? null
    : { ...hostListingKey(next.episode.episodeId), entity: 'host-listing', ...keys };
};

const hasHostListing = (stored: StoredEpisode | null): boolean =>
  stored !== null && stored.episode.hostAuthority !== stored.episode.responsibleAuthority;

const buildHostWrites = ({ previous, next }: Change, otherwise: Instant): readonly TableWrite[] => {
  const listing = buildHostListing(next, otherwise);
  if (listing !== null) return [{ put: listing }];
  return hasHostListing(previous) ? [{ remove: hostListingKey(next.episode.episodeId) }] : [];
};

export const buildStateWrites = (change: Change, otherwise: Instant): readonly TableWrite[] => {
  const { previous, next } = change;
  return [
    {
      put: buildStateItem(next, otherwise),
      onlyIf: previous === null ? 'absent' : { version: previous.version },
    },
    ...buildHostWrites(change, otherwise),
    ...buildChildLinkWrites(change),
    ...buildCaseWrites(previous, next),
    ...buildEvidenceSourceWrites(previous, next),
    ...buildDeceasedMarkWrites(next.episode.episodeId, previous, next),
  ];
};

const buildChange = (change: StateChange, otherwise: Instant): readonly TableWrite[] => [
  ...buildStateWrites(change, otherwise),
  ...(change.movedEscalations ?? []).map(({ escalation, isListed }) => ({
    put: buildEscalationItem(escalation, isListed),
  })),
  ...buildConsequenceWrites(change.next.episode.episodeId, change),
];

export const NOTIFICATION_POSITION = 0;

/** Throws when one transaction cannot hold all changes. */
export const buildNotificationWrites = (
  ids: EpisodeIds,
  write: EpisodeWrite,
): readonly TableWrite[] => {
  const recordedAt = readRecordedAt(write.fact);
  const all = [{ ...write, episodeId: write.next.episode.episodeId }, ...(write.together ?? [])];
  const writes = [
    ...all.map((one) => ({ put: buildNotificationItem(one), onlyIf: 'absent' as const })),
    ...all.map((one) => ({ put: buildFactItem(one), onlyIf: 'absent' as const })),
    ...all.flatMap(({ fact }) => buildPointerWrites(ids, fact)),
    ...[write, ...write.others].flatMap((change) => buildChange(change, recordedAt)),
    ...buildKeyClaimWrites([write, ...write.others]),
    ...write.gone.flatMap(buildGoneWrites),
    ...buildReviewWrites(write.review ?? null),
  ];
  return requireRoom(writes);
};

/** The change of one episode of the reference. */
export interface StateChange extends EpisodeConsequences {
  readonly next: StoredEpisode;
  /** The write is refused when this version is no longer stored. */
  readonly previous: StoredEpisode | null;
  /** Of a task that another authority had before, or has ended. The version of the state protects them. */
  readonly movedEscalations?: readonly MovedEscalation[];
  readonly keyClaims?: readonly KeyClaim[];
}

/** A notification as it is kept and answered. */
export interface WrittenNotification {
  readonly fact: Fact;
  /** As sent: the reply repeats it. */
  readonly subject: string;
  readonly body: string;
  /** A reply is pending from this time. */
  readonly firstReceivedAt: Instant;
  readonly warnings: readonly Finding[];
  readonly episodeId: string;
}

export interface EpisodeWrite extends StateChange, Omit<WrittenNotification, 'episodeId'> {
  /** What must be looked at again afterwards, beside what depends on the reference. */
  readonly review?: PendingReview | null;
  /** More notifications of the reference, with which the states were made as well. */
  readonly together?: readonly WrittenNotification[];
  /** Other episodes of the reference that the notification changes. */
  readonly others: readonly StateChange[];
  /** Episodes that are no longer told apart from another one. */
  readonly gone: readonly StoredEpisode[];
}

/** `known`: the force used the id before. `conflict`: the episode has changed, so read it again. */
export type NotificationWriteResult =
  | { readonly outcome: 'written' }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'known'; readonly known: KnownNotification };

export interface EpisodeChange extends StateChange {
  readonly previous: StoredEpisode;
}

/** `gone`: states of episodes that are one with another now. Throws when one transaction cannot hold all changes. */
export const buildChangeWrites = (
  changes: readonly StateChange[],
  gone: readonly StoredEpisode[],
  review: PendingReview | null,
): readonly TableWrite[] => {
  const [recorded] = changes.flatMap(({ actions }) => actions);
  const writes = changes.flatMap((change) => {
    const { task, reportedAt } = change.next.episode;
    const otherwise = task?.openedAt ?? recorded?.action.recordedAt ?? reportedAt;
    if (otherwise === null)
      throw new Error('An episode without a task or a report has nothing to change.');
    return buildChange(change, otherwise);
  });
  return requireRoom([
    ...writes,
    ...buildKeyClaimWrites(changes),
    ...gone.flatMap(buildGoneWrites),
    ...buildReviewWrites(review),
  ]);
};
