import { Duration } from 'aws-cdk-lib/core';
import type { AlarmPlan } from '../operator-alarms.ts';
import { HOUR, LATEST } from './measures.ts';
import type { Watched } from './watched.ts';

/** What is told counts within seconds; nothing waits so long unless something is wrong. */
const LONG = Duration.minutes(15);

/** Six hours between two runs, and one more for the run itself. */
const BETWEEN_RUNS = 7;

/** That what children told does not come into the localities' picture. */
export const planEvidenceAlarms = ({ stateful, functions }: Watched): readonly AlarmPlan[] => [
  {
    name: 'evidence-waiting',
    heading: 'Evidence is waiting',
    metric: stateful.evidenceQueues.work.metricApproximateAgeOfOldestMessage(LATEST),
    threshold: LONG.toSeconds(),
  },
  {
    name: 'evidence-dead-lettered',
    heading: 'Evidence of an episode could not be made',
    metric: stateful.evidenceQueues.deadLetters.metricApproximateNumberOfMessagesVisible(LATEST),
    threshold: 1,
  },
  {
    name: 'reconcile-evidence-not-running',
    heading: 'Evidence reconciliation is not running',
    metric: functions['reconcile-evidence'].lambda.metricInvocations({ period: HOUR }),
    threshold: 1,
    below: true,
    periods: BETWEEN_RUNS,
  },
];
