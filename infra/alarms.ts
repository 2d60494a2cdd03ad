import { Duration, Stack } from 'aws-cdk-lib/core';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { METRIC } from '../shared/platform/names.ts';
import type { FunctionName } from './function-catalogue.ts';
import type { HomewardFunction } from './functions/homeward-function.ts';
import type { Web } from './functions/web.ts';
import type { OperationsKey } from './keys.ts';
import type { EncryptedQueue } from './queues.ts';
import { buildResourceName } from './settings.ts';
import type { Settings } from './settings.ts';
import type { StatefulStack } from './stateful-stack.ts';

export interface Watched {
  readonly stateful: Pick<
    StatefulStack,
    'notificationQueues' | 'streamFailures' | 'alertFailures' | 'evidenceQueues'
  >;
  readonly functions: Readonly<Record<FunctionName, HomewardFunction>>;
  readonly web: Web;
}

/** `heading` is the section of docs/runbook.md that says what to do. */
interface AlarmPlan {
  readonly heading: string;
  readonly metric: IMetric;
  /** The alarm goes off at this value. With `below`, it goes off under it, and when data is missing. */
  readonly threshold: number;
  readonly below?: boolean;
  readonly periods?: number;
}

const MINUTE = Duration.minutes(1);
const FIVE_MINUTES = Duration.minutes(5);
const QUARTER_HOUR = Duration.minutes(15);
const HOUR = Duration.hours(1);

/** Hours without a daily run: the longest day of the year has 25, and the run itself takes one. */
const LONGEST_DAY = 26;
/** Hours without a run of the evidence reconciler: six between two runs, and one for the run. */
const LONGEST_SIX_HOURS = 7;

const LATEST = { period: MINUTE, statistic: 'Maximum' };

/** Seconds that the oldest message has waited. */
const readAge = (queue: EncryptedQueue) => queue.metricApproximateAgeOfOldestMessage(LATEST);
const readDepth = (queue: EncryptedQueue) => queue.metricApproximateNumberOfMessagesVisible(LATEST);
const countErrors = ({ lambda }: HomewardFunction) => lambda.metricErrors({ period: FIVE_MINUTES });
const countRuns = ({ lambda }: HomewardFunction) => lambda.metricInvocations({ period: HOUR });
/** How far behind the core table's stream a function is, in milliseconds. */
const readLag = ({ lambda }: HomewardFunction) => lambda.metric('IteratorAge', LATEST);

/** A metric that the function itself writes (EMF by Powertools: our namespace, dimension `service`). */
const readOwnMetric = (
  { service }: HomewardFunction,
  metricName: string,
  period: Duration,
  statistic: 'Sum' | 'Maximum' = 'Sum',
): Metric =>
  new Metric({
    namespace: METRIC.namespace,
    metricName,
    dimensionsMap: { service },
    statistic,
    period,
  });

const planAlarms = ({
  stateful,
  functions: fn,
  web,
}: Watched): Readonly<Record<string, AlarmPlan>> => ({
  'notifications-waiting': {
    heading: 'Notifications are waiting',
    metric: readAge(stateful.notificationQueues.work),
    threshold: FIVE_MINUTES.toSeconds(),
  },
  'notifications-dead-lettered': {
    heading: 'A notification could not be taken in',
    metric: readDepth(stateful.notificationQueues.deadLetters),
    threshold: 1,
  },
  'notifications-rejected': {
    heading: 'A notification was rejected',
    metric: readOwnMetric(fn.intake, METRIC.notificationsRejected, MINUTE),
    threshold: 1,
  },
  'intake-errors': { heading: 'Intake fails', metric: countErrors(fn.intake), threshold: 1 },

  'publish-errors': { heading: 'Publishing fails', metric: countErrors(fn.publish), threshold: 1 },
  'reply-stream-failures': {
    heading: 'The reply stream gave up on a batch',
    metric: readDepth(stateful.streamFailures),
    threshold: 1,
  },
  'replies-behind': {
    heading: 'Replies are behind',
    metric: readLag(fn.publish),
    threshold: FIVE_MINUTES.toMilliseconds(),
  },
  'replies-overdue': {
    heading: 'Replies are overdue',
    metric: readOwnMetric(fn['reconcile-replies'], METRIC.repliesOverdue, FIVE_MINUTES),
    threshold: 1,
  },
  'replies-parked': {
    heading: 'A reply can never be sent',
    metric: readOwnMetric(fn.publish, METRIC.repliesParked, MINUTE),
    threshold: 1,
  },
  'overdue-replies-parked': {
    heading: 'An overdue reply can never be sent',
    metric: readOwnMetric(fn['reconcile-replies'], METRIC.repliesParked, FIVE_MINUTES),
    threshold: 1,
  },
  'reconcile-replies-errors': {
    heading: 'Reply reconciliation fails',
    metric: countErrors(fn['reconcile-replies']),
    threshold: 1,
  },
  'reconcile-replies-not-running': {
    heading: 'Reply reconciliation is not running',
    metric: countRuns(fn['reconcile-replies']),
    threshold: 1,
    below: true,
  },

  'sweep-errors': { heading: 'The sweep fails', metric: countErrors(fn.sweep), threshold: 1 },
  'sweep-not-succeeding': {
    heading: 'The sweep does not succeed',
    metric: readOwnMetric(fn.sweep, METRIC.sweepsSucceeded, MINUTE),
    threshold: 1,
    below: true,
    periods: 5,
  },
  'sweep-behind': {
    heading: 'The sweep is behind',
    metric: readOwnMetric(fn.sweep, METRIC.oldestDueAge, MINUTE, 'Maximum'),
    // A sweep runs every minute and is retried twice: after ten minutes a due level has long been raised.
    threshold: Duration.minutes(10).toSeconds(),
  },
  'escalations-without-recipient': {
    heading: 'An escalation has no recipient',
    metric: readOwnMetric(fn.sweep, METRIC.escalationsWithoutRecipient, MINUTE),
    threshold: 1,
  },
  'ladder-roles-empty': {
    heading: 'A role of a ladder has nobody',
    metric: readOwnMetric(fn.sweep, METRIC.ladderRolesEmpty, MINUTE),
    threshold: 1,
  },

  'alerts-errors': { heading: 'Alerts fail', metric: countErrors(fn.alerts), threshold: 1 },
  'alerts-behind': {
    heading: 'Alerts are behind',
    metric: readLag(fn.alerts),
    threshold: FIVE_MINUTES.toMilliseconds(),
  },
  'alert-stream-failures': {
    heading: 'The alert stream gave up on a batch',
    metric: readDepth(stateful.alertFailures),
    threshold: 1,
  },
  'messages-not-sent': {
    heading: 'Messages cannot be sent',
    metric: readOwnMetric(fn.alerts, METRIC.messagesTriedAgain, QUARTER_HOUR),
    // One message that keeps failing is tried so often within minutes; a failure that passes is not.
    threshold: 3,
  },
  'messages-undeliverable': {
    heading: 'Somebody cannot be sent a message',
    metric: readOwnMetric(fn.alerts, METRIC.messagesUndeliverable, MINUTE),
    threshold: 1,
  },
  'messages-undelivered': {
    heading: 'A message was not delivered',
    metric: readOwnMetric(fn.web, METRIC.messagesUndeliverable, MINUTE),
    threshold: 1,
  },
  'digest-errors': { heading: 'The digest fails', metric: countErrors(fn.digest), threshold: 1 },
  'digest-not-running': {
    heading: 'The digest is not running',
    metric: countRuns(fn.digest),
    threshold: 1,
    below: true,
    periods: LONGEST_DAY,
  },

  'evidence-errors': { heading: 'Evidence fails', metric: countErrors(fn.evidence), threshold: 1 },
  'evidence-waiting': {
    heading: 'Evidence is waiting',
    metric: readAge(stateful.evidenceQueues.work),
    threshold: QUARTER_HOUR.toSeconds(),
  },
  'evidence-dead-lettered': {
    heading: 'Evidence of an episode could not be made',
    metric: readDepth(stateful.evidenceQueues.deadLetters),
    threshold: 1,
  },
  'reconcile-evidence-errors': {
    heading: 'Evidence reconciliation fails',
    metric: countErrors(fn['reconcile-evidence']),
    threshold: 1,
  },
  'reconcile-evidence-not-running': {
    heading: 'Evidence reconciliation is not running',
    metric: countRuns(fn['reconcile-evidence']),
    threshold: 1,
    below: true,
    periods: LONGEST_SIX_HOURS,
  },

  'detect-errors': { heading: 'Detection fails', metric: countErrors(fn.detect), threshold: 1 },
  'detection-not-running': {
    heading: 'Detection is not running',
    metric: readOwnMetric(fn.detect, METRIC.detectionRuns, HOUR),
    threshold: 1,
    below: true,
    periods: LONGEST_DAY,
  },
  'detection-overdue': {
    heading: 'An authority was not looked at',
    metric: readOwnMetric(fn.detect, METRIC.detectionOverdue, HOUR, 'Maximum'),
    threshold: 1,
  },

  'web-errors': { heading: 'The web API fails', metric: countErrors(fn.web), threshold: 1 },
  'web-server-errors': {
    heading: 'The web API answers with server errors',
    metric: web.api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
    threshold: 5,
  },
});

export class OperatorTopic extends Topic {
  constructor(scope: Construct, settings: Settings, key: OperationsKey) {
    super(scope, 'OperatorTopic', {
      topicName: buildResourceName(settings, 'homeward-operators'),
      displayName: 'Homeward',
      masterKey: key,
      enforceSSL: true,
    });
    // A topic with its own policy loses the default one, which let alarms publish.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (settings.operatorEmail !== undefined) {
      this.addSubscription(new EmailSubscription(settings.operatorEmail));
    }
  }
}

const MISSING_OR_BELOW = {
  comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.BREACHING,
};
const REACHED = {
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
};

export class OperatorAlarms extends Construct {
  constructor(scope: Construct, settings: Settings, topic: OperatorTopic, watched: Watched) {
    super(scope, 'Alarms');
    const action = new SnsAction(topic);
    for (const [name, plan] of Object.entries(planAlarms(watched))) {
      const alarm = new Alarm(this, name, {
        alarmName: buildResourceName(settings, name),
        alarmDescription: `docs/runbook.md, "${plan.heading}"`,
        metric: plan.metric,
        threshold: plan.threshold,
        evaluationPeriods: plan.periods ?? 1,
        ...(plan.below === true ? MISSING_OR_BELOW : REACHED),
      });
      alarm.addAlarmAction(action);
    }
  }
}
