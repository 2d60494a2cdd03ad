import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { instantFromMs, type Instant } from '../../shared/kernel/instant.ts';

/** The item that a stream record brought, and when the table was written. */
export interface StreamedItem {
  readonly item: unknown;
  readonly at: Instant;
}

/** Throws on a record without the new image: the stream is set to bring it. */
export const readStreamedItem = ({ dynamodb }: DynamoDBRecord): StreamedItem => {
  if (dynamodb?.NewImage === undefined || dynamodb.ApproximateCreationDateTime === undefined) {
    throw new Error('A stream record came without its new image or its time.');
  }
  return {
    item: unmarshall(dynamodb.NewImage as Record<string, AttributeValue>),
    at: instantFromMs(dynamodb.ApproximateCreationDateTime * 1000),
  };
};
