import { RemovalPolicy, Tags } from 'aws-cdk-lib/core';
import {
  AttributeType,
  BillingMode,
  Table,
  TableEncryption,
  type Attribute,
  type TableProps,
  ProjectionType,
  StreamViewType,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { EncryptionKey } from './keys.ts';
import { CORE_TABLE, ACCESS_TABLE, AUDIT_TABLE, THEMES_TABLE } from '../shared/platform/names.ts';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** The tag with the short name of a table, which the local stack uses. CloudFormation makes up the real name. */
export const NAME_TAG = 'homeward:name';

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

export const createTextAttribute = (name: string): Attribute => ({
  name,
  type: AttributeType.STRING,
});

export class CoreTable extends RecordTable {
  readonly streamArn: string;

  constructor(scope: Construct, key: EncryptionKey) {
    super(scope, 'Core', key, {
      partitionKey: createTextAttribute(CORE_TABLE.partitionKey),
      sortKey: createTextAttribute(CORE_TABLE.sortKey),
      timeToLiveAttribute: CORE_TABLE.timeToLive,
      stream: StreamViewType.NEW_IMAGE,
    });
    for (const { name, partitionKey, sortKey } of Object.values(CORE_TABLE.indexes)) {
      this.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: createTextAttribute(partitionKey),
        sortKey: createTextAttribute(sortKey),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
    this.streamArn = this.tableStreamArn ?? '';
  }

  indexArn(index: keyof typeof CORE_TABLE.indexes): string {
    return `${this.tableArn}/index/${CORE_TABLE.indexes[index].name}`;
  }
}

export class AccessTable extends RecordTable {
  constructor(scope: Construct, key: EncryptionKey) {
    super(scope, 'Access', key, {
      partitionKey: createTextAttribute(ACCESS_TABLE.partitionKey),
      timeToLiveAttribute: ACCESS_TABLE.timeToLive,
    });
  }
}

const CHANGES = [
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'PartiQLUpdate',
  'PartiQLDelete',
].map((action) => `dynamodb:${action}`);

/**
 * The audit trail: who read or changed a child's record, and why they were allowed to. Its own policy refuses changes
 * and removals by anyone. A put could still replace an item, so writers put on condition that it does not exist.
 */
export class AuditTable extends RecordTable {
  constructor(scope: Construct, key: EncryptionKey) {
    super(scope, 'Audit', key, {
      partitionKey: createTextAttribute(AUDIT_TABLE.partitionKey),
      sortKey: createTextAttribute(AUDIT_TABLE.sortKey),
    });
    this.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: CHANGES,
        // The policy is part of the table, so it cannot contain the table's ARN.
        resources: ['*'],
      }),
    );
  }
}

/** Evidence and theme statistics. All of it can be rebuilt from the core table. */
export class ThemesTable extends RecordTable {
  constructor(scope: Construct, key: EncryptionKey) {
    super(scope, 'Themes', key, {
      partitionKey: createTextAttribute(THEMES_TABLE.partitionKey),
      sortKey: createTextAttribute(THEMES_TABLE.sortKey),
    });
  }
}
