import { digest } from '../kernel/hash.ts';
import type { ChildKey } from './child-identity.ts';
import type { ItemKey } from '../database/table.ts';

/** Greater than any sort key that starts with the text before it. */
export const LAST = '\u{10FFFF}';

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
  sk: `${FACTS_FROM}${time}#${digest(notificationId)}`,
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
  sk: `${GRADES_FROM}${time}#${digest(notificationId)}`,
});

export const draftKey = (episodeId: string, author: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `draft#${digest('draft', author)}`,
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

/** The open tasks of somebody, one item each, and a head that counts the claims on it. */
export const caseloadPartition = (practitionerId: string): string => `caseload#${practitionerId}`;
export const CASELOAD_HEAD = 'head';

export const caseKey = (practitionerId: string, taskId: string): ItemKey => ({
  pk: caseloadPartition(practitionerId),
  sk: taskId,
});

/** Everybody of an authority and their absences, so that one query reads them. */
export const staffPartition = (authority: string): string => `staff#${authority}`;
export const ABSENCES_FROM = 'absence#';

export const absenceKey = (authority: string, absenceId: string): ItemKey => ({
  pk: staffPartition(authority),
  sk: `${ABSENCES_FROM}${absenceId}`,
});

export const personKey = (authority: string, practitionerId: string): ItemKey => ({
  pk: staffPartition(authority),
  sk: `person#${practitionerId}`,
});

/** What somebody is still to be told. */
export const recipientPartition = (practitionerId: string): string => `recipient#${practitionerId}`;
export const ALERTS_FROM = 'alert#';

export const alertKey = (recipient: string, raisedAt: string, alertId: string): ItemKey => ({
  pk: recipientPartition(recipient),
  sk: `${ALERTS_FROM}${raisedAt}#${alertId}`,
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
export const childKeyPartition = (key: ChildKey): string => `child-key#${key.kind}#${key.digest}`;

export const childLinkKey = (key: ChildKey, episodeId: string): ItemKey => ({
  pk: childKeyPartition(key),
  sk: episodeId,
});

export const rejectionPartition = (rejectionId: string): string => `rejection#${rejectionId}`;

export const rejectionKey = (rejectionId: string): ItemKey => ({
  pk: rejectionPartition(rejectionId),
  sk: 'message',
});

/** The raw message, in as many items as its size needs. */
export const rejectionBodyKey = (rejectionId: string, part: number): ItemKey => ({
  pk: rejectionPartition(rejectionId),
  sk: `message-part#${String(part).padStart(3, '0')}`,
});

export const duplicateKey = (messageId: string): ItemKey => ({
  pk: `duplicate#${messageId}`,
  sk: 'receipt',
});
