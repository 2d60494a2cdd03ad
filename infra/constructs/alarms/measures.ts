import { Duration } from 'aws-cdk-lib/core';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC } from '../../../shared/platform/names.ts';
import type { HomewardFunction } from '../homeward-function.ts';

export const MINUTE = Duration.minutes(1);
export const FIVE_MINUTES = Duration.minutes(5);
export const HOUR = Duration.hours(1);

/** The latest of what a service counts by itself, such as messages in a queue. */
export const LATEST = { period: MINUTE, statistic: 'Maximum' };

/** A metric that the function itself writes (EMF by Powertools: our namespace, dimension `service`). */
export const ownMetric = (
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

/** How far behind the core table's stream a function is, in milliseconds. */
export const iteratorAge = ({ lambda }: HomewardFunction) => lambda.metric('IteratorAge', LATEST);
