import * as z from 'zod';
import { readScheduleExpression } from '../sources/schedule-expression.ts';
import { irrelevant, parseProperties, refusal } from './parse-properties.ts';
import { ACCOUNT, PARTITION, REGION, functionNameInArn } from './places.ts';
import type { Resource } from './resolve-assembly.ts';
import type { ScheduleModel } from './stack-model.ts';

const nothing = irrelevant().optional();

const RULE = z.strictObject({
  Name: z.string().optional(),
  ScheduleExpression: z.string(),
  State: z.literal('ENABLED').optional(),
  Targets: z.array(
    z.strictObject({
      Arn: z.string(),
      Id: nothing,
      Input: z.string().optional(),
      /** Of the hand-over to the function, which does not fail here; how often the function itself is retried is its own. */
      RetryPolicy: nothing,
      RoleArn: nothing,
    }),
  ),
  Description: nothing,
  RoleArn: nothing,
  Tags: nothing,
});

const SCHEDULE = z.strictObject({
  Name: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.enum(['UTC', 'Etc/UTC']).optional(),
  State: z.literal('ENABLED').optional(),
  Target: z.strictObject({
    Arn: z.string(),
    Input: z.string().optional(),
    RetryPolicy: nothing,
    RoleArn: nothing,
  }),
  Description: nothing,
  FlexibleTimeWindow: nothing,
  GroupName: nothing,
  KmsKeyArn: nothing,
});

interface Target {
  readonly Arn: string;
  readonly Input?: string | undefined;
}

const modelOf = (resource: Resource, kind: ScheduleModel['kind'], target: Target, text: string) => {
  const functionName = functionNameInArn(target.Arn);
  if (functionName === undefined) throw refusal(resource, 'its target is not a function');
  // Read here so that an expression the local stack cannot run stops the start.
  readScheduleExpression(text, (why) => refusal(resource, why));
  const path =
    kind === 'rule'
      ? `events:${REGION}:${ACCOUNT}:rule/`
      : `scheduler:${REGION}:${ACCOUNT}:schedule/default/`;
  return {
    id: resource.name,
    expression: text,
    functionName,
    kind,
    arn: `arn:${PARTITION}:${path}${resource.name}`,
    input: target.Input ?? null,
  };
};

export const readRule = (resource: Resource): readonly ScheduleModel[] => {
  const rule = parseProperties(resource, RULE);
  return rule.Targets.map((target) => modelOf(resource, 'rule', target, rule.ScheduleExpression));
};

export const readSchedule = (resource: Resource): ScheduleModel => {
  const schedule = parseProperties(resource, SCHEDULE);
  return modelOf(resource, 'scheduler', schedule.Target, schedule.ScheduleExpression);
};
