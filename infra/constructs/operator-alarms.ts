import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { nameIn } from '../settings.ts';
import type { Settings } from '../settings.ts';
import type { OperatorTopic } from './operator-topic.ts';

/** When operators are told, and which heading of docs/runbook.md says what to do then. */
export interface AlarmPlan {
  /** Kebab-case; the alarm's name and, in PascalCase by CDK, its id. */
  readonly name: string;
  readonly heading: string;
  readonly metric: IMetric;
  /** Reaching it alarms; with `below`, being under it does, and so does silence. */
  readonly threshold: number;
  readonly below?: boolean;
  /** How many periods of the metric in a row it takes; one when left out. */
  readonly periods?: number;
}

/** The alarms of a stage, each on the operators' topic. */
export class OperatorAlarms extends Construct {
  constructor(
    scope: Construct,
    settings: Settings,
    topic: OperatorTopic,
    plans: readonly AlarmPlan[],
  ) {
    super(scope, 'Alarms');
    const action = new SnsAction(topic);
    for (const plan of plans) {
      const alarm = new Alarm(this, plan.name, {
        alarmName: nameIn(settings, plan.name),
        alarmDescription: `docs/runbook.md, "${plan.heading}"`,
        metric: plan.metric,
        threshold: plan.threshold,
        evaluationPeriods: plan.periods ?? 1,
        ...sense(plan.below ?? false),
      });
      alarm.addAlarmAction(action);
    }
  }
}

const sense = (below: boolean) =>
  below
    ? {
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
      }
    : {
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      };
