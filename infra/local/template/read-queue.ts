import * as z from 'zod';
import { irrelevant, parseProperties } from './parse-properties.ts';
import type { Resource } from './resolve-assembly.ts';
import type { QueueModel } from './stack-model.ts';

const nothing = irrelevant().optional();

const QUEUE = z.strictObject({
  QueueName: z.string().optional(),
  VisibilityTimeout: z.number().optional(),
  DelaySeconds: z.number().optional(),
  MaximumMessageSize: z.number().optional(),
  MessageRetentionPeriod: z.number().optional(),
  ReceiveMessageWaitTimeSeconds: z.number().optional(),
  RedrivePolicy: z
    .strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() })
    .optional(),
  FifoQueue: z.boolean().optional(),
  ContentBasedDeduplication: z.boolean().optional(),
  KmsDataKeyReusePeriodSeconds: nothing,
  KmsMasterKeyId: nothing,
  RedriveAllowPolicy: nothing,
  SqsManagedSseEnabled: nothing,
  Tags: nothing,
});

const ATTRIBUTES = [
  'VisibilityTimeout',
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'FifoQueue',
  'ContentBasedDeduplication',
] as const;

const formatAttribute = (value: object | string | number | boolean): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

export const readQueue = (resource: Resource): QueueModel => {
  const queue = parseProperties(resource, QUEUE);
  const attributes = ATTRIBUTES.flatMap((name) => {
    const value = queue[name];
    return value === undefined ? [] : [[name, formatAttribute(value)] as const];
  });
  return { name: resource.name, attributes: Object.fromEntries(attributes) };
};
