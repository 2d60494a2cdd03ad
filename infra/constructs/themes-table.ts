import type { Construct } from 'constructs';
import { THEMES_TABLE } from '../../shared/platform/names.ts';
import type { EncryptionKey } from './encryption-key.ts';
import { RecordTable, textAttribute } from './record-table.ts';

/** Evidence and cells of the localities. All of it follows from the core table and can be made anew. */
export class ThemesTable extends RecordTable {
  constructor(scope: Construct, key: EncryptionKey) {
    super(scope, 'Themes', key, {
      partitionKey: textAttribute(THEMES_TABLE.partitionKey),
      sortKey: textAttribute(THEMES_TABLE.sortKey),
    });
  }
}
