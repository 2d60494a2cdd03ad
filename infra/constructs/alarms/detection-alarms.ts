import { METRIC } from '../../../shared/platform/names.ts';
import type { AlarmPlan } from '../operator-alarms.ts';
import { HOUR, ownMetric } from './measures.ts';
import type { Watched } from './watched.ts';

/** From one night's run to the next, on the longest day of the year, and an hour more. */
const DAY_AND_MORE = 26;

/** That nobody would be told of what is emerging. */
export const planDetectionAlarms = ({ functions: { detect } }: Watched): readonly AlarmPlan[] => [
  {
    name: 'detection-not-running',
    heading: 'Detection is not running',
    metric: ownMetric(detect, METRIC.detectionRuns, HOUR),
    threshold: 1,
    below: true,
    periods: DAY_AND_MORE,
  },
  {
    name: 'detection-overdue',
    heading: 'An authority was not looked at',
    metric: ownMetric(detect, METRIC.detectionOverdue, HOUR, 'Maximum'),
    threshold: 1,
  },
];
