import { marshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../shared/database/table.ts';

/** What AWS adds for each list and each map. */
const CONTAINER = 3;

const measureText = (text: string): number => Buffer.byteLength(text, 'utf8');

const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);

const measureMap = (map: Readonly<Record<string, AttributeValue>>): number =>
  sum(Object.entries(map).map(([name, value]) => measureText(name) + measureValue(value)));

/** Two significant digits a byte, and one byte more. */
const measureNumber = (digits: string): number =>
  Math.ceil(digits.replace(/[^0-9]/g, '').length / 2) + 1;

/** In a list and in a map, every value takes a byte more. */
const measureValue = (value: AttributeValue): number => {
  if (value.S !== undefined) return measureText(value.S);
  if (value.N !== undefined) return measureNumber(value.N);
  if (value.L !== undefined) return CONTAINER + sum(value.L.map((one) => measureValue(one) + 1));
  if (value.M !== undefined) return CONTAINER + measureMap(value.M) + Object.keys(value.M).length;
  return 1;
};

/**
 * Bytes of an item as AWS counts them: names and values
 * (docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html). Numbers
 * are approximate there too; sets and binary values are not used.
 */
export const measureItem = (item: Item): number =>
  measureMap(marshall(item, { removeUndefinedValues: true }));
