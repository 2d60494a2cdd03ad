import { codeSchema, type Code, CODE_LISTS } from '../directory/code.ts';
import { type Table, type ItemKey, LAST } from '../database/table.ts';
import { FaultError } from '../kernel/fault-error.ts';

const compareCodes = (a: Code, b: Code): number =>
  CODE_LISTS.indexOf(a.list) - CODE_LISTS.indexOf(b.list) || (a.code < b.code ? -1 : 1);

export const createCodeStore = (table: Table): CodeStore => ({
  listCodes: async (authority) => {
    const items = await table.readPartition(codesPartition(authority), ' ', LAST);
    return items.map((item) => codeSchema.parse(item['code'])).sort(compareCodes);
  },
  putCode: async (code) => {
    const key = codeKey(code.authority, code.list, code.code);
    const { outcome } = await table.transact([{ put: { ...key, entity: 'code', code } }]);
    if (outcome !== 'written')
      throw new FaultError('write-conflict', 'This code is being written by somebody else.');
  },
});

export const codesPartition = (authority: string): string => `codes#${authority}`;

export const codeKey = (authority: string, list: string, code: string): ItemKey => ({
  pk: codesPartition(authority),
  sk: `${list}#${code}`,
});

export interface CodeStore {
  listCodes(authority: string): Promise<readonly Code[]>;
  putCode(code: Code & { readonly authority: string }): Promise<void>;
}
