import { RemovalPolicy, Tags } from 'aws-cdk-lib/core';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Attribute, TableProps } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { EncryptionKey } from './encryption-key.ts';

/** Tag with the name by which people and the local stack know a table, whatever CloudFormation called it. */
export const NAME_TAG = 'homeward:name';

/** A table of records that must not be lost: encrypted, restorable to any second, not to be deleted. */
export class RecordTable extends Table {
  readonly recordsKey: EncryptionKey;

  constructor(
    scope: Construct,
    id: string,
    recordsKey: EncryptionKey,
    props: Pick<TableProps, 'partitionKey' | 'sortKey' | 'timeToLiveAttribute' | 'stream'>,
  ) {
    super(scope, id, {
      ...props,
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: recordsKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.recordsKey = recordsKey;
    Tags.of(this).add(NAME_TAG, id.toLowerCase());
  }
}

/** A key attribute; all of ours are text. */
export const textAttribute = (name: string): Attribute => ({ name, type: AttributeType.STRING });
