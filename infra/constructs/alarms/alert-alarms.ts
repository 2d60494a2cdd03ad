import { Duration } from 'aws-cdk-lib/core';
import { METRIC } from '../../../shared/platform/names.ts';
import type { AlarmPlan } from '../operator-alarms.ts';
import { FIVE_MINUTES, HOUR, iteratorAge, LATEST, MINUTE, ownMetric } from './measures.ts';
import type { Watched } from './watched.ts';

/** A day that has 25 hours, and one more for the digest itself. */
const DAY_AND_MORE = 26;

/** One message that keeps failing is tried so often within minutes; a failure that passes is not. */
const TRIES = 3;
const QUARTER_OF_AN_HOUR = Duration.minutes(15);

/** That messages do not reach people. */
export const planAlertAlarms = ({ stateful, functions }: Watched): readonly AlarmPlan[] => [
  {
    name: 'alerts-behind',
    heading: 'Alerts are behind',
    metric: iteratorAge(functions.alerts),
    threshold: FIVE_MINUTES.toMilliseconds(),
  },
  {
    name: 'alert-stream-failures',
    heading: 'The alert stream gave up on a batch',
    metric: stateful.alertFailures.metricApproximateNumberOfMessagesVisible(LATEST),
    threshold: 1,
  },
  {
    name: 'messages-not-sent',
    heading: 'Messages cannot be sent',
    metric: ownMetric(functions.alerts, METRIC.messagesTriedAgain, QUARTER_OF_AN_HOUR),
    threshold: TRIES,
  },
  {
    name: 'messages-undeliverable',
    heading: 'Somebody cannot be sent a message',
    metric: ownMetric(functions.alerts, METRIC.messagesUndeliverable, MINUTE),
    threshold: 1,
  },
  {
    name: 'messages-undelivered',
    heading: 'A message was not delivered',
    metric: ownMetric(functions.web, METRIC.messagesUndeliverable, MINUTE),
    threshold: 1,
  },
  {
    name: 'digest-not-running',
    heading: 'The digest is not running',
    metric: functions.digest.lambda.metricInvocations({ period: HOUR }),
    threshold: 1,
    below: true,
    periods: DAY_AND_MORE,
  },
];
