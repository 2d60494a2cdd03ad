import { METRIC } from '../../../shared/platform/names.ts';
import type { AlarmPlan } from '../operator-alarms.ts';
import { FIVE_MINUTES, LATEST, MINUTE, ownMetric } from './measures.ts';
import type { Watched } from './watched.ts';

/** That notifications do not come in, or cannot be used. */
export const planIntakeAlarms = ({ stateful, functions }: Watched): readonly AlarmPlan[] => [
  {
    name: 'notifications-waiting',
    heading: 'Notifications are waiting',
    metric: stateful.queues.notifications.metricApproximateAgeOfOldestMessage(LATEST),
    threshold: FIVE_MINUTES.toSeconds(),
  },
  {
    name: 'notifications-dead-lettered',
    heading: 'A notification could not be taken in',
    metric: stateful.queues.deadLetters.metricApproximateNumberOfMessagesVisible(LATEST),
    threshold: 1,
  },
  {
    name: 'notifications-rejected',
    heading: 'A notification was rejected',
    metric: ownMetric(functions.intake, METRIC.notificationsRejected, MINUTE),
    threshold: 1,
  },
];
