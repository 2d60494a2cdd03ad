import { type BrokenRule, brokenIf } from '../kernel/broken-rule.ts';
import { type Code, type CodeListName, findCode, isValidOn } from '../directory/code-list.ts';
import type { ItemTold } from './item-told.ts';

/** A code that was told: of which list, and at which member of the item. */
type CodeTold = readonly [list: CodeListName, code: string | undefined, member: string];

const codesIn = (item: ItemTold): readonly CodeTold[] => [
  ['harm', item.harm, 'harm'],
  ['context', item.context, 'context'],
  ['item-class', item.itemClass, 'itemClass'],
  ['provenance', item.provenance, 'provenance'],
  ['place-type', item.placeType, 'placeType'],
  ...item.people.map(({ role }, at): CodeTold => ['role', role, `people/${at}/role`]),
  ['transport', item.transport, 'transport'],
  ['platform', item.online?.platform, 'online/platform'],
];

const codeRule = (
  codes: readonly Code[],
  day: string,
  [list, told, member]: CodeTold,
): readonly BrokenRule[] => {
  if (told === undefined) return [];
  const code = findCode(codes, list, told);
  if (code === null) {
    return brokenIf(true, 'unknown-code', `/${member}`, 'The list has no such code.');
  }
  return brokenIf(
    !isValidOn(code, day),
    'code-not-valid-then',
    `/${member}`,
    'The code was not in use on the day of the interview.',
  );
};

/** Every code of an item is in its list, and was in use on the London day on which it was told. */
export const codeRules = (
  item: ItemTold,
  codes: readonly Code[],
  day: string,
): readonly BrokenRule[] => codesIn(item).flatMap((told) => codeRule(codes, day, told));
