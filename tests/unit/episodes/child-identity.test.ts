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
  buildChildKeys(child, authority, force);

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
      'name-birth-postcode',
    ]);
  });

  it('use an authority’s id only within that authority, and a force’s within that force', () => {
    const child = { authorityChildId: '1', policePersonId: '1' };
    const [authority, police] = keysOf(child);
    expect(keysOf(child, 'E06000059')[0]).not.toEqual(authority);
    expect(keysOf(child, 'E10000020', 'E23000039')[1]).not.toEqual(police);
    expect(authority?.hash).not.toBe(police?.hash);
  });

  it('know a name however it is written, and not without birth and postcode', () => {
    const written = { ...SAM, givenName: 'SÁM', familyName: 'ex-ample' };
    const plain = { ...SAM, givenName: 'Sam', familyName: 'Ex ample' };
    expect(keysOf(written)).toEqual(keysOf(plain));
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
  const known = (childId: string, episodeId: string) => ({ childId, episodeId });

  it('is the child known under the surest key', () => {
    const child = chooseChild('ep-3', [
      { key: id, children: [known('ch-a', 'ep-1')] },
      { key: police, children: [known('ch-b', 'ep-2')] },
    ]);
    expect(child).toBe('ch-a');
  });

  it('is the child known under the next key when the surest is new', () => {
    const child = chooseChild('ep-3', [
      { key: id, children: [] },
      { key: police, children: [known('ch-b', 'ep-2')] },
    ]);
    expect(child).toBe('ch-b');
  });

  it('is new, and the same for two messages at once, when no child is known', () => {
    const nobody = [
      { key: id, children: [] },
      { key: police, children: [] },
    ];
    expect(chooseChild('ep-3', nobody)).toBe(chooseChild('ep-4', nobody));
  });

  it('does not depend on the earlier keys of this episode before it had the surest one', () => {
    const nobody = { key: id, children: [] };
    const own = { key: police, children: [known('ch-old', 'ep-3')] };
    expect(chooseChild('ep-3', [nobody, own])).toBe(
      chooseChild('ep-3', [nobody, { key: police, children: [] }]),
    );
  });

  it('is never another one because of a name', () => {
    expect(isSureKey(name)).toBe(false);
    const child = chooseChild('ep-3', [{ key: name, children: [known('ch-a', 'ep-1')] }]);
    expect(child).not.toBe('ch-a');
    expect(child).not.toBe(chooseChild('ep-4', [{ key: name, children: [] }]));
  });
});
