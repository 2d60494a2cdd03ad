import { type Code, type CodeListName, findCode, isValidOn } from '../directory/code.ts';
import type { IntelligenceItemBody } from './item-api.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { toNormalised } from 'postcode';
import type { BrokenRule } from '../kernel/problem.ts';
import { listIfBroken } from '../kernel/result.ts';

/**
 * The rules that the items of a debrief break. `codes`: shared and the authority's own; `day`: London day of the
 * interview.
 */
export const checkItems = (
  items: readonly Immutable<IntelligenceItemBody>[],
  codes: readonly Code[],
  day: string,
): readonly BrokenRule[] =>
  items.flatMap((item, at) =>
    [...checkCodes(item, codes, day), ...checkPlace(item, codes), ...checkOnline(item)].map(
      (broken) => ({ ...broken, path: `/items/${at}${broken.path}` }),
    ),
  );

type CodeField = readonly [list: CodeListName, code: string | undefined, field: string];

const listItemCodes = (item: Immutable<IntelligenceItemBody>): readonly CodeField[] => [
  ['harm', item.harm, 'harm'],
  ['context', item.context, 'context'],
  ['item-class', item.itemClass, 'itemClass'],
  ['provenance', item.provenance, 'provenance'],
  ['place-type', item.placeType, 'placeType'],
  ...item.people.map(({ role }, at): CodeField => ['role', role, `people/${at}/role`]),
  ['transport', item.transport, 'transport'],
  ['platform', item.online?.platform, 'online/platform'],
];

export const checkCode = (
  codes: readonly Code[],
  day: string,
  [list, value, field]: CodeField,
): readonly BrokenRule[] => {
  if (value === undefined) return [];
  const code = findCode(codes, list, value);
  if (code === null) {
    return listIfBroken(true, 'unknown-code', `/${field}`, 'Enter a code from the list.');
  }
  return listIfBroken(
    !isValidOn(code, day),
    'code-not-valid-then',
    `/${field}`,
    'Enter a code that was in use on the day of the interview.',
  );
};

export const checkCodes = (
  item: Immutable<IntelligenceItemBody>,
  codes: readonly Code[],
  day: string,
): readonly BrokenRule[] => listItemCodes(item).flatMap((value) => checkCode(codes, day, value));

/** As `NR1 1EF`, whatever its spaces and capitals; null if it is not a full UK postcode. */
export const readPostcode = (text: string): string | null => toNormalised(text.trim());

const isNoPublicPlace = (placeType: string | undefined, codes: readonly Code[]): boolean =>
  placeType === undefined || findCode(codes, 'place-type', placeType)?.publicPlace === false;

/**
 * A name is stored outside free text and many people can see it, so only a public place has one. A private address or
 * a children's home is described in free text (UK GDPR art. 25).
 */
export const checkPlace = (
  { place, placeType }: Immutable<IntelligenceItemBody>,
  codes: readonly Code[],
): readonly BrokenRule[] => {
  if (place === 'unknown') return [];
  const { name, description, postcode, point } = place;
  return [
    ...listIfBroken(
      [name, description, postcode, point].every((field) => field === undefined),
      'missing-field',
      '/place',
      'Enter the name, description, postcode or point of the place, or `unknown`.',
    ),
    ...listIfBroken(
      name !== undefined && isNoPublicPlace(placeType, codes),
      'no-public-place',
      '/place/name',
      'Only a public place can have a name. Use the description for any other place.',
    ),
    ...listIfBroken(
      postcode !== undefined && readPostcode(postcode) === null,
      'invalid-value',
      '/place/postcode',
      'Enter a full UK postcode.',
    ),
  ];
};

export const checkOnline = ({ online }: Immutable<IntelligenceItemBody>): readonly BrokenRule[] =>
  listIfBroken(
    online !== undefined && online.platform === undefined && online.handle === undefined,
    'missing-field',
    '/online',
    'Enter the platform or the handle, or leave out `online`.',
  );
