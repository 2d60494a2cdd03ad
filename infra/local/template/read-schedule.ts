import * as z from 'zod';
import { readScheduleExpression } from '../sources/schedule-expression.ts';
import { irrelevant, parseProperties, createRefusal } from './parse-properties.ts';
import type { Resource } from './resolve-assembly.ts';
import type { ScheduleModel } from './stack-model.ts';
import { ACCOUNT, PARTITION, REGION, readFunctionName } from './endpoints.ts';

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
      /** Retries of the delivery to the function, which does not fail here. Retries of the function itself are its own setting. */
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
  ScheduleExpressionTimezone: z
    .enum(['UTC', 'Etc/UTC', 'Europe/London'])
    .default('UTC')
    .transform((zone) => (zone === 'Etc/UTC' ? 'UTC' : zone)),
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

type Kind = Pick<ScheduleModel, 'kind' | 'expression' | 'timeZone'>;

const createScheduleModel = (resource: Resource, of: Kind, target: Target): ScheduleModel => {
  const functionName = readFunctionName(target.Arn);
  if (functionName === undefined) throw createRefusal(resource, 'its target is not a function');
  // Read here so that an expression the local stack cannot run stops the start.
  readScheduleExpression(of.expression, of.timeZone, (why) => createRefusal(resource, why));
  const path =
    of.kind === 'rule'
      ? `events:${REGION}:${ACCOUNT}:rule/`
      : `scheduler:${REGION}:${ACCOUNT}:schedule/default/`;
  return {
    ...of,
    id: resource.name,
    functionName,
    arn: `arn:${PARTITION}:${path}${resource.name}`,
    input: target.Input ?? null,
  };
};

export const readRule = (resource: Resource): readonly ScheduleModel[] => {
  const rule = parseProperties(resource, RULE);
  const of = { kind: 'rule', expression: rule.ScheduleExpression, timeZone: 'UTC' } as const;
  return rule.Targets.map((target) => createScheduleModel(resource, of, target));
};

export const readSchedule = (resource: Resource): ScheduleModel => {
  const schedule = parseProperties(resource, SCHEDULE);
  const { ScheduleExpression: expression, ScheduleExpressionTimezone: timeZone, Target } = schedule;
  return createScheduleModel(resource, { kind: 'scheduler', expression, timeZone }, Target);
};
