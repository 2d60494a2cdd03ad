import { IDS } from '../../support/ids.ts';
import { describe, expect, it } from 'vitest';
import {
  chooseChild,
  buildChildKeys,
  isSureKey,
} from '../../../shared/episodes/rules/child-identity.ts';

const SAM = {
  givenName: 'Sam',
  familyName: 'Example',
  dateOfBirth: '2011-05-09',
  homePostcode: 'NR1 1EF',
};
const keysOf = (child: object, authority = 'E10000020', force = 'E23000024') =>
  buildChildKeys(IDS, child, authority, force);

describe('the keys of a child', () => {
  it('come surest first', () => {
    const keys = keysOf({
      ...SAM,
      upn: 'B801200005001',
      nhsNumber: '9434765870',
      policePersonId: 'P1',
      authorityChildId: 'N1',
    });
    expect(keys.map(({ kind }) => kind)).toEqual([
      'authority-child-id',
      'police-person-id',
      'nhs-number',
      'upn',
      'name-birth',
    ]);
  });

  it('use an authority’s id only within that authority, and a force’s within that force', () => {
    const child = { authorityChildId: '1', policePersonId: '1' };
    const [authority, police] = keysOf(child);
    expect(keysOf(child, 'E06000059')[0]).not.toEqual(authority);
    expect(keysOf(child, 'E10000020', 'E23000039')[1]).not.toEqual(police);
    expect(authority?.hash).not.toBe(police?.hash);
  });

  it.each([
    [
      'accents and hyphens',
      { givenName: 'SÁM', familyName: 'ex-ample' },
      { familyName: 'Ex ample' },
    ],
    [
      'letters without decomposition',
      { givenName: 'Łukasz', familyName: 'Ørsted' },
      { givenName: 'Lukasz', familyName: 'Orsted' },
    ],
    ['apostrophes', { familyName: 'O’Brien' }, { familyName: 'OBrien' }],
    [
      'Mac, Mc and spaces',
      { givenName: 'Mary-Jane', familyName: 'McDonald' },
      { givenName: 'Mary Jane', familyName: 'Mac Donald' },
    ],
    [
      'the order of names',
      { givenName: 'Linh', familyName: 'Nguyen' },
      { givenName: 'Nguyen', familyName: 'Linh' },
    ],
    [
      'a name that was not split',
      { nameAsGiven: 'Sam Example', givenName: null, familyName: null },
      {},
    ],
    ['an alias', { givenName: 'Samuel', aliases: ['Sam'] }, {}],
    ['a missing postcode', { homePostcode: null }, {}],
  ])('know a name in spite of %s', (_, one, other) => {
    const [left, right] = [keysOf({ ...SAM, ...one }), keysOf({ ...SAM, ...other })];
    expect(
      left.map(({ hash }) => hash).some((hash) => right.some((key) => key.hash === hash)),
    ).toBe(true);
  });

  it('know no name without a date of birth', () => {
    expect(keysOf({ givenName: 'Sam', familyName: 'Example' })).toEqual([]);
  });

  it('contain no name', () => {
    expect(JSON.stringify(keysOf(SAM))).not.toMatch(/sam|example|2011|NR1/i);
  });
});

describe('which child an episode is about', () => {
  const [id, police] = keysOf({ authorityChildId: 'N1', policePersonId: 'P1' });
  const name = keysOf(SAM)[0];
  if (id === undefined || police === undefined || name === undefined) throw new Error('no keys');
  const known = (childId: string, episodeId: string, child: object = SAM) => ({
    childId,
    episodeId,
    child,
  });
  const choose = (
    episodeId: string,
    underKeys: Parameters<typeof chooseChild>[1],
    about: { readonly child?: object; readonly childId?: string } = {},
  ) =>
    chooseChild(
      { episodeId, child: SAM, childId: null, otherIds: [], ...about },
      underKeys,
      new Map(),
    );

  it('is the child known under the surest key', () => {
    const { childId } = choose('ep-3', [
      { key: id, known: [known('ch-a', 'ep-1')] },
      { key: police, known: [known('ch-b', 'ep-2')] },
    ]);
    expect(childId).toBe('ch-a');
  });

  it('is the child known under the next key when the surest is new', () => {
    const { childId } = choose('ep-3', [
      { key: id, known: [] },
      { key: police, known: [known('ch-b', 'ep-2')] },
    ]);
    expect(childId).toBe('ch-b');
  });

  it('is new, and the same for two messages at once, when no child is known', () => {
    const nobody = [
      { key: id, known: [] },
      { key: police, known: [] },
    ];
    expect(choose('ep-3', nobody)).toEqual(choose('ep-4', nobody));
  });

  it('keeps the id that was told, also when a surer identifier comes', () => {
    expect(choose('ep-3', [{ key: id, known: [] }], { childId: 'ch-told' }).childId).toBe(
      'ch-told',
    );
  });

  it('is never another one because of a name', () => {
    expect(isSureKey(name)).toBe(false);
    const { childId } = choose('ep-3', [{ key: name, known: [known('ch-a', 'ep-1')] }]);
    expect(childId).not.toBe('ch-a');
    expect(childId).not.toBe(choose('ep-4', [{ key: name, known: [] }]).childId);
  });

  describe('when the descriptions under one identifier contradict', () => {
    const tomasz = { givenName: 'Tomasz', familyName: 'Nowak', dateOfBirth: '2013-07-19' };

    it('is not the child of the other description, and both are put before a person', () => {
      const other = known('ch-a', 'ep-1', tomasz);
      const chosen = choose('ep-3', [{ key: id, known: [other] }]);
      expect(chosen.childId).not.toBe('ch-a');
      expect(chosen.contradicted).toEqual([other]);
    });

    it('is nobody’s without a person, once two contradicting children are known under it', () => {
      const two = [known('ch-a', 'ep-1'), known('ch-b', 'ep-2', tomasz)];
      const { childId } = choose('ep-3', [{ key: id, known: two }]);
      expect(['ch-a', 'ch-b']).not.toContain(childId);
    });

    it('is still found by another identifier that nothing contradicts', () => {
      const { childId } = choose('ep-3', [
        { key: id, known: [known('ch-a', 'ep-1', tomasz)] },
        { key: police, known: [known('ch-b', 'ep-2')] },
      ]);
      expect(childId).toBe('ch-b');
    });
  });
});
