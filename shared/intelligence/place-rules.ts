import { toNormalised } from 'postcode';
import { type BrokenRule, brokenIf } from '../kernel/broken-rule.ts';
import { type Code, findCode } from '../directory/code-list.ts';
import type { ItemTold } from './item-told.ts';

/** `NR1 1EF`, whatever its spaces and capitals were; null when it is no whole UK postcode. */
export const readPostcode = (text: string): string | null => toNormalised(text.trim());

/** A type that nobody knows is refused by itself. */
const isNoPublicPlace = (placeType: string | undefined, codes: readonly Code[]): boolean =>
  placeType === undefined || findCode(codes, 'place-type', placeType)?.publicPlace === false;

/**
 * What is wrong with the place of an item. A name stands outside free text and may be seen by many, so only a public
 * place has one: a private address or a children's home is described in words (UK GDPR art. 25).
 */
export const placeRules = (
  { place, placeType }: ItemTold,
  codes: readonly Code[],
): readonly BrokenRule[] => {
  if (place === 'unknown') return [];
  const { name, description, postcode, point } = place;
  return [
    ...brokenIf(
      [name, description, postcode, point].every((member) => member === undefined),
      'missing-member',
      '/place',
      'Say where it is, or that it is `unknown`.',
    ),
    ...brokenIf(
      name !== undefined && isNoPublicPlace(placeType, codes),
      'no-public-place',
      '/place/name',
      'Only a type of public place has a name; describe any other in words.',
    ),
    ...brokenIf(
      postcode !== undefined && readPostcode(postcode) === null,
      'invalid-value',
      '/place/postcode',
      'This is no whole UK postcode.',
    ),
  ];
};
