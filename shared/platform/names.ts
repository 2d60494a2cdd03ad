/** The core table: one item collection for each episode. */
export const CORE_TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
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
    tasksByReference: {
      name: 'tasks-by-reference',
      partitionKey: 'taskReference',
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

/** The number of partitions that tasks to escalate are spread over. A sweep reads all of them. */
export const ESCALATION_SHARDS = 4;

export const ENTITY = {
  notification: 'notification',
  rejection: 'rejection',
  duplicate: 'duplicate',
  report: 'intelligence-report',
  grade: 'intelligence-grade',
} as const;

/**
 * Value of `entity` on the item of each episode that has, or had, a debrief, written whenever such
 * an episode changes. The publish function reads it from the stream and queues the evidence work.
 */
export const EVIDENCE_ENTITY = 'evidence-source';

/** Value of `entity` on what people decided of a child: it changes whose evidence is whose. */
export const CHILD_ENTITY = 'decided-child';

/** Values of `entity` that wake the sender of messages to people. */
export const ALERT_ENTITY = {
  alert: 'alert',
  wakeUp: 'wake-up',
} as const;

export const AUDIT_TABLE = { partitionKey: 'pk', sortKey: 'sk' } as const;

/** Evidence and theme statistics. The table can be rebuilt from the core table. */
export const THEMES_TABLE = { partitionKey: 'pk', sortKey: 'sk' } as const;

/** One item for each token, under the hash of the token. */
export const ACCESS_TABLE = {
  partitionKey: 'tokenHash',
  timeToLive: 'expiresAt',
} as const;

/** Without the stage's prefix. */
export const QUEUE = {
  notifications: 'missing-notifications',
  notificationsDeadLetters: 'missing-notifications-dead-letters',
  streamFailures: 'reply-stream-failures',
  alertFailures: 'alert-stream-failures',
  evidence: 'evidence-work',
  evidenceDeadLetters: 'evidence-work-dead-letters',
  replies: (force: string): string => `police-replies-${force.toLowerCase()}`,
} as const;

/** Runs on one machine and sends nothing. */
export const LOCAL_STAGE = 'local';

/** Protects nothing: everybody can read it here. Every other stage refuses it. */
export const LOCAL_ID_KEY = 'local-key-that-protects-nothing';

export const ENVIRONMENT = {
  coreTable: 'CORE_TABLE',
  accessTable: 'ACCESS_TABLE',
  directoryFile: 'DIRECTORY_FILE',
  replyQueues: 'REPLY_QUEUES',
  auditTable: 'AUDIT_TABLE',
  themesTable: 'THEMES_TABLE',
  evidenceQueue: 'EVIDENCE_QUEUE',
  messageTemplatesFile: 'MESSAGE_TEMPLATES_FILE',
  /** Folder to write messages to instead of sending them. Only for the local stack. */
  messageOutbox: 'MESSAGE_OUTBOX',
  notifySecret: 'NOTIFY_SECRET',
  /** JSON: `<template>.<medium>` to the id of the template in GOV.UK Notify. */
  notifyTemplatesFile: 'NOTIFY_TEMPLATES_FILE',
  publicUrl: 'PUBLIC_URL',
  stage: 'STAGE',
  idKey: 'ID_KEY',
  idKeySecret: 'ID_KEY_SECRET',
} as const;

/** CloudWatch namespace and metric names that alarms watch. */
export const METRIC = {
  namespace: 'Homeward',
  notificationsAccepted: 'NotificationsAccepted',
  notificationsDuplicate: 'NotificationsDuplicate',
  notificationsRejected: 'NotificationsRejected',
  repliesOverdue: 'RepliesOverdue',
  /** Replies that no queue will ever take. */
  repliesParked: 'RepliesParked',
  sweepsSucceeded: 'SweepsSucceeded',
  tasksChecked: 'TasksChecked',
  escalationsRaised: 'EscalationsRaised',
  /** Seconds since the oldest level raised in a run was due. */
  oldestDueAge: 'OldestDueAge',
  escalationsWithoutRecipient: 'EscalationsWithoutRecipient',
  ladderRolesEmpty: 'LadderRolesEmpty',
  messagesUndeliverable: 'MessagesUndeliverable',
  messagesTriedAgain: 'MessagesTriedAgain',
  evidenceSources: 'EvidenceSources',
  /** Episodes whose evidence was out of date when the reconciliation checked. */
  evidenceRequestedAgain: 'EvidenceRequestedAgain',
  detectionRuns: 'DetectionRuns',
  /** Authorities with no detection run yesterday or today. */
  detectionOverdue: 'DetectionOverdue',
  signalsRaised: 'SignalsRaised',
  alarmsDropped: 'AlarmsDropped',
} as const;

/**
 * Milliseconds since 1970 UTC, as text: when the queue received the message, and when it first
 * delivered it.
 */
export const SENT_TIMESTAMP = 'SentTimestamp';

export const FIRST_RECEIVE_TIMESTAMP = 'ApproximateFirstReceiveTimestamp';

/** Attribute by which a force can name itself, so that even an unreadable body gets a reply. */
export const SOURCE_ATTRIBUTE = 'source';
