import { METRIC } from '../../../shared/platform/names.ts';
import type { AlarmPlan } from '../operator-alarms.ts';
import { FIVE_MINUTES, HOUR, iteratorAge, LATEST, ownMetric } from './measures.ts';
import type { Watched } from './watched.ts';

/** That forces do not get their answers. */
export const planReplyAlarms = ({ stateful, functions }: Watched): readonly AlarmPlan[] => [
  {
    name: 'reply-stream-failures',
    heading: 'The reply stream gave up on a batch',
    metric: stateful.streamFailures.metricApproximateNumberOfMessagesVisible(LATEST),
    threshold: 1,
  },
  {
    name: 'replies-behind',
    heading: 'Replies are behind',
    metric: iteratorAge(functions.publish),
    threshold: FIVE_MINUTES.toMilliseconds(),
  },
  {
    name: 'replies-overdue',
    heading: 'Replies are overdue',
    metric: ownMetric(functions['reconcile-replies'], METRIC.repliesOverdue, FIVE_MINUTES),
    threshold: 1,
  },
  {
    name: 'reconcile-replies-not-running',
    heading: 'Reply reconciliation is not running',
    metric: functions['reconcile-replies'].lambda.metricInvocations({ period: HOUR }),
    threshold: 1,
    below: true,
  },
];
