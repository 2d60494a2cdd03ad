import type { ChildKey } from './child-identity.ts';
import { readRecordedAt } from './fact-order.ts';
import type { Instant } from '../kernel/instant.ts';
import { ENTITY } from '../platform/names.ts';
import type { EpisodeWrite } from './ports.ts';
import type { StoredEpisode } from './stored-episode.ts';
import type { Item, TableWrite } from '../database/table.ts';
import { buildCaseWrites } from './case-writes.ts';
import { buildEvidenceSourceWrites } from './evidence-source.ts';
import { buildConsequenceWrites } from './consequence-writes.ts';
import { childLinkKey, factKey, hostListingKey, notificationKey, stateKey } from './item-keys.ts';
import { buildHostListKeys, buildStateListKeys } from './list-keys.ts';
import { buildPendingKeys } from './pending-reply.ts';
import { stateAttributes } from './stored-episodes.ts';

const notificationItem = ({ fact, body, firstReceivedAt, warnings, next }: EpisodeWrite): Item => ({
  ...notificationKey(fact.force, fact.id),
  entity: ENTITY.notification,
  force: fact.force,
  reference: fact.reference,
  notificationId: fact.id,
  episodeId: next.episode.episodeId,
  contentHash: fact.contentHash,
  messageId: fact.messageId,
  receivedAt: fact.receivedAt,
  warnings: warnings.map(({ code, path }) => ({ code, path })),
  body,
  ...buildPendingKeys(firstReceivedAt),
});

const factItem = ({ fact, next }: EpisodeWrite): Item => ({
  ...factKey(next.episode.episodeId, fact.time, fact.id),
  entity: 'fact',
  fact,
});

interface Change {
  readonly previous: StoredEpisode | null;
  readonly next: StoredEpisode;
}

const stateItem = (next: StoredEpisode, otherwise: Instant): Item => ({
  ...stateKey(next.episode.episodeId),
  entity: 'episode',
  ...stateAttributes(next),
  ...buildStateListKeys(next, otherwise),
});

const hostListing = (next: StoredEpisode, otherwise: Instant): Item | null => {
  const keys = buildHostListKeys(next, otherwise);
  return keys === null
    ? null
    : { ...hostListingKey(next.episode.episodeId), entity: 'host-listing', ...keys };
};

const hasHostListing = (stored: StoredEpisode | null): boolean =>
  stored !== null && stored.episode.hostAuthority !== stored.episode.responsibleAuthority;

const hostWrites = ({ previous, next }: Change, otherwise: Instant): readonly TableWrite[] => {
  const listing = hostListing(next, otherwise);
  if (listing !== null) return [{ put: listing }];
  return hasHostListing(previous) ? [{ remove: hostListingKey(next.episode.episodeId) }] : [];
};

const linkId = (childId: string | null, key: ChildKey): string => `${childId ?? ''}#${key.hash}`;

/** Links that are new are put, those that no longer hold are removed: an episode owns its links. */
const childLinkWrites = ({ previous, next }: Change): readonly TableWrite[] => {
  const { episodeId } = next.episode;
  const had = new Set(previous?.childKeys.map((key) => linkId(previous.childId, key)));
  const has = new Set(next.childKeys.map(({ hash }) => hash));
  const added = next.childKeys.filter((key) => !had.has(linkId(next.childId, key)));
  const gone = (previous?.childKeys ?? []).filter(({ hash }) => !has.has(hash));
  return [
    ...added.map((key) => ({
      put: { ...childLinkKey(key, episodeId), entity: 'child-link', childId: next.childId },
    })),
    ...gone.map((key) => ({ remove: childLinkKey(key, episodeId) })),
  ];
};

/** The state on the version read, and every listing and link that follows from it. */
export const buildStateWrites = (change: Change, otherwise: Instant): readonly TableWrite[] => {
  const { previous, next } = change;
  return [
    {
      put: stateItem(next, otherwise),
      onlyIf: previous === null ? 'absent' : { version: previous.version },
    },
    ...hostWrites(change, otherwise),
    ...childLinkWrites(change),
    ...buildCaseWrites(previous, next),
    ...buildEvidenceSourceWrites(previous, next),
  ];
};

/** Positions in the transaction, to tell what was refused. */
export const NOTIFICATION_POSITION = 0;

/** All that one notification changes, in one transaction: the fact and the state that follows. */
export const buildNotificationWrites = (write: EpisodeWrite): readonly TableWrite[] => [
  { put: notificationItem(write), onlyIf: 'absent' },
  { put: factItem(write), onlyIf: 'absent' },
  ...buildStateWrites(write, readRecordedAt(write.fact)),
  ...buildConsequenceWrites(write.next.episode.episodeId, write),
];
