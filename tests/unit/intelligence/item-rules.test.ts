import type { Code } from '../../../shared/directory/code.ts';
import { describe, expect, it } from 'vitest';
import { checkItems } from '../../../shared/intelligence/item-rules.ts';
import type { IntelligenceItemBody } from '../../../shared/intelligence/item-api.ts';
import type { Immutable } from '../../../shared/kernel/immutable.ts';
import { buildItemBody } from '../../support/work-bodies.ts';
import { mergeCatalogue } from '../../../shared/intelligence/list-codes.ts';
import { BASE_CODES, buildCode } from '../../support/debriefs.ts';

const DAY = '2026-11-13';
const OWN = buildCode({ list: 'platform', code: 'chatty', authority: 'E10000020' });

const broken = (
  about: Partial<Immutable<IntelligenceItemBody>>,
  codes: readonly Code[] = BASE_CODES,
) =>
  checkItems([{ ...buildItemBody(), ...about }], codes, DAY).map(
    ({ code, path }) => `${code} ${path}`,
  );

describe('the codes of an item', () => {
  it('are those of its lists, and can be left out', () => {
    expect(broken({})).toEqual([]);
  });

  it.each([
    [{ harm: 'transport' }, '/items/0/harm'],
    [{ context: 'county-lines' }, '/items/0/context'],
    [{ itemClass: 'peer' }, '/items/0/itemClass'],
    [{ provenance: 'guessed' }, '/items/0/provenance'],
    [{ placeType: 'Park' }, '/items/0/placeType'],
    [{ transport: 'spaceship' }, '/items/0/transport'],
    [{ online: { platform: 'bus', handle: 'kay99' } }, '/items/0/online/platform'],
    [{ people: [{ kind: 'person', role: 'friend' }] }, '/items/0/people/0/role'],
  ] as const)('%j is in no such list', (about, path) => {
    expect(broken(about)).toEqual([`unknown-code ${path}`]);
  });

  it('are reported with the position of the item and of the person', () => {
    const people = [
      { kind: 'person', role: 'peer' },
      { kind: 'group', role: 'gang' },
    ] as const;
    const items = [buildItemBody(), { ...buildItemBody(), people, harm: 'harm' }];
    expect(checkItems(items, BASE_CODES, DAY).map(({ path }) => path)).toEqual([
      '/items/1/harm',
      '/items/1/people/1/role',
    ]);
  });

  it.each([
    [null, null, []],
    [DAY, DAY, []],
    ['2026-11-14', null, ['code-not-valid-then /items/0/online/platform']],
    [null, '2026-11-12', ['code-not-valid-then /items/0/online/platform']],
  ])('from %s to %s are in use on both days and between', (validFrom, validUntil, expected) => {
    const codes = mergeCatalogue(BASE_CODES, [{ ...OWN, validFrom, validUntil }]);
    expect(broken({ online: { platform: 'chatty' } }, codes)).toEqual(expected);
  });

  it("an authority's own never replaces a base code", () => {
    const ended = buildCode({ ...OWN, code: 'gaming', validUntil: '2020-01-01' });
    const codes = mergeCatalogue(BASE_CODES, [ended]);
    expect(broken({ online: { platform: 'gaming' } }, codes)).toEqual([]);
  });
});

describe('the place of an item', () => {
  it.each(['private-address', 'childrens-home', 'gaming-or-social-platform', undefined])(
    'of the type %s has no name outside free text',
    (placeType) => {
      expect(broken({ placeType, place: { name: '12 Long Lane' } })).toEqual([
        'no-public-place /items/0/place/name',
      ]);
    },
  );

  it('of a type of public place may have one', () => {
    expect(broken({ placeType: 'park', place: { name: 'Chapelfield' } })).toEqual([]);
  });

  it('of an unknown type is refused for that alone', () => {
    expect(broken({ placeType: 'den', place: { name: 'Chapelfield' } })).toEqual([
      'unknown-code /items/0/placeType',
    ]);
  });

  it('is unknown, or something is said of it', () => {
    expect(broken({ place: {} })).toEqual(['missing-field /items/0/place']);
    expect(broken({ place: { description: 'By the canal' } })).toEqual([]);
    expect(broken({ place: { point: { latitude: 52.63, longitude: 1.3 } } })).toEqual([]);
  });

  it.each([
    ['nr11ef', []],
    [' NR1 1EF ', []],
    ['NR1', ['invalid-value /items/0/place/postcode']],
    ['near the station', ['invalid-value /items/0/place/postcode']],
  ])('has the whole postcode %j, or is refused', (postcode, expected) => {
    expect(broken({ place: { postcode } })).toEqual(expected);
  });
});

describe('contact online', () => {
  it('of which neither platform nor handle is known is left out', () => {
    expect(broken({ online: {} })).toEqual(['missing-field /items/0/online']);
    expect(broken({ online: { handle: 'kay99' } })).toEqual([]);
  });
});
