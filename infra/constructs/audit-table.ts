import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { AUDIT_TABLE } from '../../shared/platform/names.ts';
import type { EncryptionKey } from './encryption-key.ts';
import { RecordTable, textAttribute } from './record-table.ts';

/** Every way to change or remove an item of a table; a batch may hold removals. */
const CHANGES = [
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'PartiQLUpdate',
  'PartiQLDelete',
].map((action) => `dynamodb:${action}`);

/**
 * Who read or changed a child's record, and why they might. It is added to: the table itself refuses changes and
 * removals, whoever asks. A put could still replace an item of the same key, so writers put on condition that
 * there is none.
 */
export class AuditTable extends RecordTable {
  constructor(scope: Construct, key: EncryptionKey) {
    super(scope, 'Audit', key, {
      partitionKey: textAttribute(AUDIT_TABLE.partitionKey),
      sortKey: textAttribute(AUDIT_TABLE.sortKey),
    });
    this.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: CHANGES,
        // The policy is part of the table, so it cannot name the table's ARN.
        resources: ['*'],
      }),
    );
  }
}
