import type { Construct } from 'constructs';
import { ACCESS_TABLE } from '../../shared/platform/names.ts';
import type { EncryptionKey } from './encryption-key.ts';
import { RecordTable, textAttribute } from './record-table.ts';

/** Who may call the API. */
export class AccessTable extends RecordTable {
  constructor(scope: Construct, key: EncryptionKey) {
    super(scope, 'Access', key, {
      partitionKey: textAttribute(ACCESS_TABLE.partitionKey),
      timeToLiveAttribute: ACCESS_TABLE.timeToLive,
    });
  }
}
