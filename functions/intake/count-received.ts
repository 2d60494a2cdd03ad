import { MetricUnit, type Metrics } from '@aws-lambda-powertools/metrics';
import { METRIC } from '../../shared/platform/names.ts';
import type { Received } from '../../shared/intake/receive-message.ts';

const METRIC_OF: Record<Received, string | null> = {
  accepted: METRIC.notificationsAccepted,
  duplicate: METRIC.notificationsDuplicate,
  rejected: METRIC.notificationsRejected,
  'seen-before': null,
};

/** Counts what became of a message; an alarm watches the rejected ones. */
export const countReceived = (metrics: Metrics, received: Received): void => {
  const name = METRIC_OF[received];
  if (name !== null) metrics.addMetric(name, MetricUnit.Count, 1);
};
