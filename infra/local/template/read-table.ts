import * as z from 'zod';
import { irrelevant, parseProperties } from './parse-properties.ts';
import type { Resource } from './resolve-assembly.ts';
import type { TableModel } from './stack-model.ts';

const nothing = irrelevant().optional();

const KEYS = z.array(
  z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }),
);

const INDEX = z.strictObject({
  IndexName: z.string(),
  KeySchema: KEYS,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']).optional(),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
  ContributorInsightsSpecification: nothing,
  OnDemandThroughput: nothing,
  ProvisionedThroughput: nothing,
  WarmThroughput: nothing,
});

const TABLE = z.strictObject({
  TableName: z.string().optional(),
  KeySchema: KEYS,
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: z.array(INDEX).default([]),
  LocalSecondaryIndexes: z.array(INDEX).default([]),
  StreamSpecification: z
    .strictObject({
      StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']),
      ResourcePolicy: nothing,
    })
    .optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
  BillingMode: nothing,
  ContributorInsightsSpecification: nothing,
  DeletionProtectionEnabled: nothing,
  OnDemandThroughput: nothing,
  PointInTimeRecoverySpecification: nothing,
  ProvisionedThroughput: nothing,
  ResourcePolicy: nothing,
  SSESpecification: nothing,
  TableClass: nothing,
  /** The emulator would delete by the wall clock what the local clock has not reached. Readers check expiry themselves. */
  TimeToLiveSpecification: nothing,
  WarmThroughput: nothing,
});

const NAME_TAG = 'homeward:name';

export const readTable = (resource: Resource): TableModel => {
  const table = parseProperties(resource, TABLE);
  return {
    name: resource.name,
    shortName: table.Tags.find((tag) => tag.Key === NAME_TAG)?.Value ?? resource.name,
    keys: table.KeySchema,
    attributes: table.AttributeDefinitions,
    globalIndexes: table.GlobalSecondaryIndexes,
    localIndexes: table.LocalSecondaryIndexes,
    streamView: table.StreamSpecification?.StreamViewType ?? null,
  };
};
