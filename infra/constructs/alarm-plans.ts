import { planAlertAlarms } from './alarms/alert-alarms.ts';
import { planDetectionAlarms } from './alarms/detection-alarms.ts';
import { planErrorAlarms } from './alarms/error-alarms.ts';
import { planEvidenceAlarms } from './alarms/evidence-alarms.ts';
import { planIntakeAlarms } from './alarms/intake-alarms.ts';
import { planReplyAlarms } from './alarms/reply-alarms.ts';
import { planSweepAlarms } from './alarms/sweep-alarms.ts';
import type { Watched } from './alarms/watched.ts';
import type { AlarmPlan } from './operator-alarms.ts';

/** Everything operators are told of. */
export const planAlarms = (watched: Watched): readonly AlarmPlan[] => [
  ...planIntakeAlarms(watched),
  ...planErrorAlarms(watched),
  ...planReplyAlarms(watched),
  ...planSweepAlarms(watched),
  ...planAlertAlarms(watched),
  ...planEvidenceAlarms(watched),
  ...planDetectionAlarms(watched),
];
