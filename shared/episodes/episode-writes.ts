import { buildAlertItem } from '../alerts/alert-item.ts';
import type { Instant } from '../kernel/instant.ts';
import { ENTITY } from '../platform/names.ts';
import type { Item, TableWrite } from '../database/table.ts';
import { buildEvidenceSourceWrites } from './evidence-source.ts';
import { buildPendingKeys, type KnownNotification, notificationKey } from './pending-reply.ts';
import { formatStoredEpisode } from './episode.ts';
import { readRecordedAt, type Fact } from './fact.ts';
import type { ChildKey } from './rules/child-identity.ts';
import type { StoredEpisode } from './episode.ts';
import type { Finding } from '../kernel/finding.ts';
import type { Action } from './action.ts';
import type { Debrief } from './debrief.ts';
import type { Escalation } from './escalation.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';
import type { Alert } from '../alerts/alert.ts';
import type { Caseload } from '../directory/staff.ts';
import { buildCaseWrites, buildClaimWrites } from './caseload-writes.ts';
import {
  childLinkKey,
  factKey,
  hostListingKey,
  stateKey,
  buildHostListKeys,
  buildStateListKeys,
  actionKey,
  textsKey,
} from './episode-items.ts';
import { buildReportWrites } from './report-store.ts';
import { buildDebriefWrites } from './debrief-store.ts';
import { buildEscalationWrite } from './escalation-store.ts';

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
  ...formatStoredEpisode(next),
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

/** One notification and the state that follows from it, to be written together or not at all. */
export interface EpisodeWrite extends EpisodeConsequences {
  readonly fact: Fact;
  /** The raw message, whole. */
  readonly body: string;
  /** When the queue first handed it to us: since then a reply is owed. */
  readonly firstReceivedAt: Instant;
  /** Codes and pointers for the reply to the force. */
  readonly warnings: readonly Finding[];
  readonly next: StoredEpisode;
  /** What was read: the write is conditioned on its version. */
  readonly previous: StoredEpisode | null;
}

/** `conflict`: the episode changed since it was read; read again. */
export type NotificationWriteResult =
  | { readonly outcome: 'written' }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'known'; readonly known: KnownNotification };

/** An action with what it carries apart from itself. */
export interface RecordedAction {
  readonly action: Action;
  /** Free text by name; kept in an item of its own, so that no list carries it. */
  readonly texts: Readonly<Record<string, string>>;
  /** The codes of a debrief; null for any other action. */
  readonly debrief: Debrief | null;
  /** What is told to police; left out for any other action. */
  readonly report?: IntelligenceReport;
}

/** What follows from whatever changes an episode; all of it is written with the state or not at all. */
export interface EpisodeConsequences {
  readonly actions: readonly RecordedAction[];
  /** Raised, or acknowledged now. */
  readonly escalations: readonly Escalation[];
  readonly alerts: readonly Alert[];
  /** The caseload on which an allocation by the policy was decided: it must not have grown since. */
  readonly claim: Caseload | null;
}

/** A change by people or the sweep, on the version read. */
export interface EpisodeChange extends EpisodeConsequences {
  readonly previous: StoredEpisode;
  readonly next: StoredEpisode;
}

/** What DynamoDB takes in one transaction. */
const MOST_WRITES = 100;

/** All that people, or the sweep, change together. Throws when it is more than one transaction holds. */
export const buildChangeWrites = (changes: readonly EpisodeChange[]): readonly TableWrite[] => {
  const writes = changes.flatMap((change) => {
    const { task, episodeId } = change.next.episode;
    if (task === null) throw new Error('Only an episode with a task is changed by people.');
    return [
      ...buildStateWrites(change, task.openedAt),
      ...buildConsequenceWrites(episodeId, change),
    ];
  });
  if (writes.length > MOST_WRITES) throw new Error('More than one transaction can hold.');
  return writes;
};

const actionWrites = (episodeId: string, recorded: RecordedAction): readonly TableWrite[] => {
  const { action, texts, report } = recorded;
  return [
    {
      put: {
        ...actionKey(episodeId, action.recordedAt, action.actionId),
        entity: 'action',
        action,
      },
      onlyIf: 'absent',
    },
    ...(action.texts.length === 0
      ? []
      : [{ put: { ...textsKey(episodeId, action.actionId), entity: 'texts', texts } }]),
    ...buildDebriefWrites(episodeId, recorded),
    ...(report === undefined ? [] : buildReportWrites(episodeId, report)),
  ];
};

/** What follows from a change of an episode, to be written in the transaction of its state. */
export const buildConsequenceWrites = (
  episodeId: string,
  { actions, escalations, alerts, claim }: EpisodeConsequences,
): readonly TableWrite[] => [
  ...actions.flatMap((recorded) => actionWrites(episodeId, recorded)),
  ...escalations.map(buildEscalationWrite),
  ...alerts.map((alert) => ({ put: buildAlertItem(alert) })),
  ...buildClaimWrites(claim),
];
