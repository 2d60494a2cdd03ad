import { Duration } from 'aws-cdk-lib/core';
import { METRIC } from '../../../shared/platform/names.ts';
import type { AlarmPlan } from '../operator-alarms.ts';
import { MINUTE, ownMetric } from './measures.ts';
import type { Watched } from './watched.ts';

/** Within which a level that is due has long been raised: a sweep a minute, and two retries. */
const LATEST_RAISING = Duration.minutes(10);

/** That a task near or past its 72 hours may reach nobody. */
export const planSweepAlarms = ({ functions: { sweep } }: Watched): readonly AlarmPlan[] => [
  {
    name: 'sweep-not-succeeding',
    heading: 'The sweep does not succeed',
    metric: ownMetric(sweep, METRIC.sweepsSucceeded, MINUTE),
    threshold: 1,
    below: true,
    periods: 5,
  },
  {
    name: 'sweep-behind',
    heading: 'The sweep is behind',
    metric: ownMetric(sweep, METRIC.oldestDueAge, MINUTE, 'Maximum'),
    threshold: LATEST_RAISING.toSeconds(),
  },
  {
    name: 'escalations-untold',
    heading: 'An escalation had nobody to tell',
    metric: ownMetric(sweep, METRIC.escalationsUntold, MINUTE),
    threshold: 1,
  },
];
