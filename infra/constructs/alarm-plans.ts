import { Duration } from 'aws-cdk-lib/core';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC } from '../../shared/platform/names.ts';
import type { FunctionName } from '../function-catalogue.ts';
import type { EncryptedQueue } from './encrypted-queue.ts';
import type { HomewardFunction } from './homeward-function.ts';
import type { NotificationQueues } from './notification-queues.ts';
import type { AlarmPlan } from './operator-alarms.ts';
import type { Web } from './web.ts';

/** What is watched. */
export interface Watched {
  readonly queues: NotificationQueues;
  readonly streamFailures: EncryptedQueue;
  readonly functions: Readonly<Record<FunctionName, HomewardFunction>>;
  readonly web: Web;
}

const MINUTE = Duration.minutes(1);
const FIVE_MINUTES = Duration.minutes(5);
const HOUR = Duration.hours(1);

/** Everything operators are told of. */
export const planAlarms = (watched: Watched): readonly AlarmPlan[] => [
  ...planQueueAlarms(watched),
  ...planFunctionAlarms(watched),
  ...planReplyAlarms(watched),
  ...planWebAlarms(watched),
];

const planQueueAlarms = ({ queues, streamFailures }: Watched): readonly AlarmPlan[] => {
  const latest = { period: MINUTE, statistic: 'Maximum' };
  return [
    {
      name: 'notifications-waiting',
      heading: 'Notifications are waiting',
      metric: queues.notifications.metricApproximateAgeOfOldestMessage(latest),
      threshold: FIVE_MINUTES.toSeconds(),
    },
    {
      name: 'notifications-dead-lettered',
      heading: 'A notification could not be taken in',
      metric: queues.deadLetters.metricApproximateNumberOfMessagesVisible(latest),
      threshold: 1,
    },
    {
      name: 'reply-stream-failures',
      heading: 'The reply stream gave up on a batch',
      metric: streamFailures.metricApproximateNumberOfMessagesVisible(latest),
      threshold: 1,
    },
  ];
};

const ERROR_HEADINGS: Readonly<Record<FunctionName, string>> = {
  intake: 'Intake fails',
  replies: 'Replies fail',
  'reconcile-replies': 'Reply reconciliation fails',
  web: 'The web API fails',
};

const planFunctionAlarms = ({ functions }: Watched): readonly AlarmPlan[] =>
  Object.entries(ERROR_HEADINGS).map(([name, heading]) => ({
    name: `${name}-errors`,
    heading,
    metric: functions[name as FunctionName].lambda.metricErrors({ period: FIVE_MINUTES }),
    threshold: 1,
  }));

const planReplyAlarms = ({ functions }: Watched): readonly AlarmPlan[] => [
  {
    name: 'notifications-rejected',
    heading: 'A notification was rejected',
    metric: ownMetric(functions.intake, METRIC.notificationsRejected, MINUTE),
    threshold: 1,
  },
  {
    name: 'replies-behind',
    heading: 'Replies are behind',
    metric: functions.replies.lambda.metric('IteratorAge', {
      period: MINUTE,
      statistic: 'Maximum',
    }),
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

const planWebAlarms = ({ web }: Watched): readonly AlarmPlan[] => [
  {
    name: 'web-server-errors',
    heading: 'The web API answers with server errors',
    metric: web.api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
    threshold: 5,
  },
];

/** A metric that the function itself writes (EMF by Powertools: our namespace, dimension `service`). */
const ownMetric = ({ service }: HomewardFunction, metricName: string, period: Duration): Metric =>
  new Metric({
    namespace: METRIC.namespace,
    metricName,
    dimensionsMap: { service },
    statistic: 'Sum',
    period,
  });
