/** Names that the CDK app and the code must agree on. Nothing else is shared between them. */

/** The core table: one item collection an episode, and what hangs on it. */
export const CORE_TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds; only what may be forgotten carries it. */
  timeToLive: 'expiresAt',
  /** Sparse indexes, keys only: a list reads keys here and the items themselves from the table. */
  indexes: {
    episodesByAuthority: {
      name: 'episodes-by-authority',
      partitionKey: 'episodeList',
      sortKey: 'episodeListAt',
    },
    episodesByChild: {
      name: 'episodes-by-child',
      partitionKey: 'childList',
      sortKey: 'childListAt',
    },
    tasksByTeam: { name: 'tasks-by-team', partitionKey: 'teamTaskList', sortKey: 'taskListAt' },
    tasksByPractitioner: {
      name: 'tasks-by-practitioner',
      partitionKey: 'practitionerTaskList',
      sortKey: 'taskListAt',
    },
    rejectionsByForce: {
      name: 'rejections-by-force',
      partitionKey: 'rejectionList',
      sortKey: 'rejectionListAt',
    },
    repliesPending: {
      name: 'replies-pending',
      partitionKey: 'replyPending',
      sortKey: 'replyPendingAt',
    },
    returnsByAuthority: {
      name: 'returns-by-authority',
      partitionKey: 'returnList',
      sortKey: 'returnListAt',
    },
    escalationsDue: {
      name: 'escalations-due',
      partitionKey: 'escalationShard',
      sortKey: 'escalationDueAt',
    },
    escalationsByAuthority: {
      name: 'escalations-by-authority',
      partitionKey: 'escalationList',
      sortKey: 'escalationListAt',
    },
    alertsPending: {
      name: 'alerts-pending',
      partitionKey: 'alertPending',
      sortKey: 'alertPendingAt',
    },
    evidenceSources: {
      name: 'evidence-sources',
      partitionKey: 'evidenceSourceList',
      sortKey: 'evidenceSourceListAt',
    },
  },
} as const;

/** Over how many partitions the tasks that may be escalated are spread; a sweep reads them all. */
export const ESCALATION_SHARDS = 4;

/** Values of `entity` on items of the core table; event source filters use them. */
export const ENTITY = {
  notification: 'notification',
  rejection: 'rejection',
  duplicate: 'duplicate',
  /** An intelligence report to a force. */
  report: 'intelligence-report',
  /** That a force graded a report. */
  grade: 'intelligence-grade',
} as const;

/**
 * Value of `entity` on the item of each episode that has, or had, a debrief: written whenever such an episode changes.
 * The follower of the stream that answers forces hands it on to the queue of evidence work.
 */
export const EVIDENCE_ENTITY = 'evidence-source';

/** Values of `entity` that wake the sender of messages to people. */
export const ALERT_ENTITY = {
  /** An alert to send at once. */
  alert: 'alert',
  /** Written for a person whose pending alerts can be sent now. */
  wakeUp: 'wake-up',
} as const;

/** Who read or changed a child's record: written, never changed. */
export const AUDIT_TABLE = { partitionKey: 'pk', sortKey: 'sk' } as const;

/** Evidence and cells of the localities: it can be thrown away and rebuilt from the core table. */
export const THEMES_TABLE = { partitionKey: 'pk', sortKey: 'sk' } as const;

/** Who may call the API: one item a token, under the hash of the token. */
export const ACCESS_TABLE = {
  partitionKey: 'tokenHash',
  timeToLive: 'expiresAt',
} as const;

/** Queues without the stage's prefix. */
export const QUEUE = {
  notifications: 'missing-notifications',
  notificationsDeadLetters: 'missing-notifications-dead-letters',
  streamFailures: 'reply-stream-failures',
  alertFailures: 'alert-stream-failures',
  /** Episodes whose evidence is to be made anew, and those of which that failed again and again. */
  evidence: 'evidence-work',
  evidenceDeadLetters: 'evidence-work-dead-letters',
  /** One a force, GSS code in lower case. */
  replies: (force: string): string => `police-replies-${force.toLowerCase()}`,
} as const;

/** Environment variables of the functions. */
export const ENVIRONMENT = {
  coreTable: 'CORE_TABLE',
  accessTable: 'ACCESS_TABLE',
  /** File in the bundle with the directory of authorities and forces. */
  directoryFile: 'DIRECTORY_FILE',
  /** JSON: force code to the URL of its reply queue. */
  replyQueues: 'REPLY_QUEUES',
  auditTable: 'AUDIT_TABLE',
  themesTable: 'THEMES_TABLE',
  /** URL of the queue of evidence work. */
  evidenceQueue: 'EVIDENCE_QUEUE',
  /** File in the bundle with the texts of messages to people. */
  messageTemplatesFile: 'MESSAGE_TEMPLATES_FILE',
  /** Folder into which messages to people are written instead of being sent; on one machine only. */
  messageOutbox: 'MESSAGE_OUTBOX',
  /** ARN of the secret with the key of GOV.UK Notify and the token of its callback. */
  notifySecret: 'NOTIFY_SECRET',
  /** JSON: `<template>.<medium>` to the id of the template in GOV.UK Notify. */
  notifyTemplates: 'NOTIFY_TEMPLATES',
  /** Where people open Homeward, e.g. `https://homeward.council.example`. */
  publicUrl: 'PUBLIC_URL',
  stage: 'STAGE',
} as const;

/** CloudWatch metrics, namespace and names, that alarms watch. */
export const METRIC = {
  namespace: 'Homeward',
  notificationsAccepted: 'NotificationsAccepted',
  notificationsDuplicate: 'NotificationsDuplicate',
  notificationsRejected: 'NotificationsRejected',
  repliesOverdue: 'RepliesOverdue',
  sweepsSucceeded: 'SweepsSucceeded',
  tasksChecked: 'TasksChecked',
  escalationsRaised: 'EscalationsRaised',
  /** Seconds since the oldest level that was raised in a run had been due. */
  oldestDueAge: 'OldestDueAge',
  /** Escalations for which nobody of the authority could be told. */
  escalationsWithoutRecipient: 'EscalationsWithoutRecipient',
  messagesUndeliverable: 'MessagesUndeliverable',
  /** Times that a message could not be sent for now, and is tried again. */
  messagesTriedAgain: 'MessagesTriedAgain',
  /** Episodes that have, or had, a debrief. */
  evidenceSources: 'EvidenceSources',
  /** Of these, those whose evidence was not as they are now when a reconciliation looked. */
  evidenceAskedAgain: 'EvidenceAskedAgain',
  /** Authorities in whose picture the night's detection looked for what is emerging. */
  detectionRuns: 'DetectionRuns',
  /** Authorities that had no detection run yesterday and have none today. */
  detectionOverdue: 'DetectionOverdue',
  signalsRaised: 'SignalsRaised',
  /** Alarms that the control of false alarms set aside. */
  alarmsDropped: 'AlarmsDropped',
} as const;

/** Instants in SQS come as milliseconds; this attribute says when the queue took the message in. */
export const SENT_TIMESTAMP = 'SentTimestamp';

/** And this one when it first handed the message over. */
export const FIRST_RECEIVE_TIMESTAMP = 'ApproximateFirstReceiveTimestamp';

/** SQS message attribute by which a force may name itself, so that even an unreadable body is answered. */
export const SOURCE_ATTRIBUTE = 'source';
