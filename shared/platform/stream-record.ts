import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { type Instant, toInstant } from '../kernel/instant.ts';

/** The item as it was written, and when, to the second. Throws when the record has no new image. */
export const readStreamRecord = ({
  dynamodb,
}: DynamoDBRecord): { readonly item: unknown; readonly at: Instant } => {
  if (dynamodb?.NewImage === undefined || dynamodb.ApproximateCreationDateTime === undefined) {
    throw new Error('A stream record has no new image or no time.');
  }
  return {
    item: unmarshall(dynamodb.NewImage as Record<string, AttributeValue>),
    at: toInstant(dynamodb.ApproximateCreationDateTime * 1000),
  };
};
