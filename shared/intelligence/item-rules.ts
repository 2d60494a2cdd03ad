import type { BrokenRule } from '../kernel/broken-rule.ts';
import type { Code } from '../directory/code-list.ts';
import { codeRules } from './code-rules.ts';
import type { ItemTold } from './item-told.ts';
import { onlineRules } from './online-rules.ts';
import { placeRules } from './place-rules.ts';

/**
 * What is wrong with the items of a debrief, each with its JSON pointer. `codes`: everybody's and the authority's own;
 * `day`: the London day, `YYYY-MM-DD`, on which it was told.
 */
export const itemRules = (
  items: readonly ItemTold[],
  codes: readonly Code[],
  day: string,
): readonly BrokenRule[] =>
  items.flatMap((item, at) =>
    [...codeRules(item, codes, day), ...placeRules(item, codes), ...onlineRules(item)].map(
      (broken) => ({ ...broken, path: `/items/${at}${broken.path}` }),
    ),
  );
