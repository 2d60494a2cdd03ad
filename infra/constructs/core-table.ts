import { ProjectionType, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { CORE_TABLE } from '../../shared/platform/names.ts';
import type { EncryptionKey } from './encryption-key.ts';
import { RecordTable, textAttribute } from './record-table.ts';

/** Episodes with all that hangs on them. Replies and whatever else follows a write come from its stream. */
export class CoreTable extends RecordTable {
  readonly streamArn: string;

  constructor(scope: Construct, key: EncryptionKey) {
    super(scope, 'Core', key, {
      partitionKey: textAttribute(CORE_TABLE.partitionKey),
      sortKey: textAttribute(CORE_TABLE.sortKey),
      timeToLiveAttribute: CORE_TABLE.timeToLive,
      stream: StreamViewType.NEW_IMAGE,
    });
    for (const { name, partitionKey, sortKey } of Object.values(CORE_TABLE.indexes)) {
      this.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: textAttribute(partitionKey),
        sortKey: textAttribute(sortKey),
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
    this.streamArn = this.tableStreamArn ?? '';
  }

  /** The ARN of one of its indexes, to be named in a permission. */
  indexArn(index: keyof typeof CORE_TABLE.indexes): string {
    return `${this.tableArn}/index/${CORE_TABLE.indexes[index].name}`;
  }
}
