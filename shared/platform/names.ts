/** Names that the CDK app and the code must agree on. Nothing else is shared between them. */

/** The core table: one item collection an episode, and what hangs on it. */
export const CORE_TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds; only receipts of duplicates carry it. */
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
  },
} as const;

/** Values of `entity` on items of the core table; event source filters use them. */
export const ENTITY = {
  notification: 'notification',
  rejection: 'rejection',
  duplicate: 'duplicate',
} as const;

/** Who may call the API: one item a token, under the digest of the token. */
export const ACCESS_TABLE = {
  partitionKey: 'tokenDigest',
  timeToLive: 'expiresAt',
} as const;

/** Queues without the stage's prefix. */
export const QUEUE = {
  notifications: 'missing-notifications',
  notificationsDeadLetters: 'missing-notifications-dead-letters',
  streamFailures: 'reply-stream-failures',
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
  stage: 'STAGE',
} as const;

/** CloudWatch metrics, namespace and names, that alarms watch. */
export const METRIC = {
  namespace: 'Homeward',
  notificationsAccepted: 'NotificationsAccepted',
  notificationsDuplicate: 'NotificationsDuplicate',
  notificationsRejected: 'NotificationsRejected',
  repliesOverdue: 'RepliesOverdue',
} as const;

/** Instants in SQS come as milliseconds; this attribute says when the queue took the message in. */
export const SENT_TIMESTAMP = 'SentTimestamp';

/** And this one when it first handed the message over. */
export const FIRST_RECEIVE_TIMESTAMP = 'ApproximateFirstReceiveTimestamp';

/** SQS message attribute by which a force may name itself, so that even an unreadable body is answered. */
export const SOURCE_ATTRIBUTE = 'source';
