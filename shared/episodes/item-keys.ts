import { hash } from '../kernel/hash.ts';
import type { ChildKey } from './child-identity.ts';
import type { ItemKey } from '../database/table.ts';
/** One item collection an episode: its facts, then its state, so that one query reads both. */
export const episodePartition = (episodeId: string): string => `episode#${episodeId}`;
export const FACTS_FROM = 'fact#';
export const STATE = 'state';

export const stateKey = (episodeId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: STATE,
});

export const factKey = (episodeId: string, time: string, notificationId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `${FACTS_FROM}${time}#${hash(notificationId)}`,
});

/** Actions stand among the facts, so that one query reads all that the state is folded from. */
export const actionKey = (episodeId: string, recordedAt: string, actionId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `${FACTS_FROM}${recordedAt}#${actionId}`,
});

/** Outside the facts and the state: what only its own reader needs. */
export const textsKey = (episodeId: string, actionId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `text#${actionId}`,
});

export const debriefKey = (episodeId: string, debriefId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `debrief#${debriefId}`,
});

/** A report to police: outside the facts and the state, as every free text is. */
export const REPORTS_FROM = 'to-police#';

export const reportKey = (episodeId: string, reportId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `${REPORTS_FROM}${reportId}`,
});

/** By its id alone: to which force it went, whose it is, and how it was graded. */
export const reportPartition = (reportId: string): string => `report#${reportId}`;
export const GRADES_FROM = 'grade#';

export const reportHeadKey = (reportId: string): ItemKey => ({
  pk: reportPartition(reportId),
  sk: 'head',
});

export const gradeKey = (reportId: string, time: string, notificationId: string): ItemKey => ({
  pk: reportPartition(reportId),
  sk: `${GRADES_FROM}${time}#${hash(notificationId)}`,
});

export const draftKey = (episodeId: string, author: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `draft#${hash('draft', author)}`,
});

/** That an episode has, or had, a debrief. */
export const evidenceSourceKey = (episodeId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: 'evidence-source',
});

export const escalationKey = (episodeId: string, dueVersion: number, level: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `escalation#${String(dueVersion).padStart(4, '0')}#${level}`,
});
/** Lists the episode for the host authority too, when it is not the responsible one. */
export const hostListingKey = (episodeId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: 'listed-for-host',
});

/** The raw message, and the identity of the notification: an id is used once in a force. */
export const notificationKey = (force: string, notificationId: string): ItemKey => ({
  pk: `notification#${force}#${notificationId}`,
  sk: 'message',
});

/** That an episode says its child can be found under this key. */
export const childKeyPartition = (key: ChildKey): string => `child-key#${key.kind}#${key.hash}`;

export const childLinkKey = (key: ChildKey, episodeId: string): ItemKey => ({
  pk: childKeyPartition(key),
  sk: episodeId,
});
