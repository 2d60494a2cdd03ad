/** When each function runs by itself: `rate(…)`, or `cron(…)` in London time. */
export const SCHEDULES = {
  sweep: 'rate(1 minute)',
  digest: 'cron(0 8 * * ? *)',
  /** Each run continues where the one before ran out of time. */
  detect: 'cron(0/15 2-5 * * ? *)',
  reconcileReplies: 'rate(15 minutes)',
  reconcileEvidence: 'rate(6 hours)',
} as const;
