import { type BrokenRule, brokenIf } from '../kernel/broken-rule.ts';
import { type Code, findCode } from '../directory/code-list.ts';

/**
 * What is wrong with a code that an authority wants to add for itself, reword or end. `base`: everybody's; `own`: those
 * that the authority has.
 */
export const ownCodeRules = (
  code: Code,
  base: readonly Code[],
  own: readonly Code[],
): readonly BrokenRule[] => {
  const { list, publicPlace, validFrom, validUntil } = code;
  const former = findCode(own, list, code.code);
  return [
    ...brokenIf(
      findCode(base, list, code.code) !== null,
      'code-of-everybody',
      '/code',
      "Everybody's codes stay as they are: add one of another name.",
    ),
    ...brokenIf(
      publicPlace && list !== 'place-type',
      'invalid-value',
      '/publicPlace',
      'Only a type of place can be a public one.',
    ),
    ...brokenIf(
      former !== null && former.publicPlace !== publicPlace,
      'invalid-value',
      '/publicPlace',
      'Places were recorded by what it was: end it and add another one.',
    ),
    ...brokenIf(
      validFrom !== null && validUntil !== null && validUntil < validFrom,
      'days-in-wrong-order',
      '/validUntil',
      'The last day lies before the first.',
    ),
  ];
};
