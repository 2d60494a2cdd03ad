import type { Directory } from '../../../shared/directory/directory.ts';
import { describe, expect, it } from 'vitest';
import {
  chooseEvidenceLocality,
  findPlaceArea,
  findNearestArea,
  REACH_KM,
} from '../../../shared/themes/evidence-locality.ts';
import { buildPlace } from '../../support/debriefs.ts';
import { DIRECTORY, buildAuthority } from '../../support/directory.ts';
import type { Point } from '../../../shared/kernel/point.ts';

const NORFOLK = 'E10000020';
const SUFFOLK = 'E10000029';
const NORWICH = { authority: NORFOLK, locality: 'norwich' };
const NORWICH_CENTRE: Point = { latitude: 52.63, longitude: 1.3 };
/** Degrees of latitude in a kilometre. */
const DEGREE_PER_KM = 1 / 111.195;
const northOfNorwich = (km: number): Point => ({
  latitude: NORWICH_CENTRE.latitude + km * DEGREE_PER_KM,
  longitude: NORWICH_CENTRE.longitude,
});

const locality = (id: string, postcode: string, centre?: Point) => ({
  id,
  name: id,
  postcodes: [postcode],
  ...(centre === undefined ? {} : { centre }),
});

/** Norwich, another locality 10 km north of it, one without a centre, and one of a neighbour 10 km further. */
const MAPPED: Directory = {
  ...DIRECTORY,
  authorities: [
    buildAuthority({
      code: SUFFOLK,
      name: 'Neighbour',
      localities: [locality('beyond', 'IP1', northOfNorwich(20))],
      teams: [],
    }),
    buildAuthority({
      code: NORFOLK,
      name: 'Norfolk',
      localities: [
        locality('norwich', 'NR1', NORWICH_CENTRE),
        locality('north', 'NR2', northOfNorwich(10)),
        locality('unmapped', 'NR3'),
      ],
      teams: [],
    }),
  ],
};

describe('a point', () => {
  it('lies in the locality with the nearest centre', () => {
    expect(findNearestArea(MAPPED, northOfNorwich(4))).toEqual(NORWICH);
    expect(findNearestArea(MAPPED, northOfNorwich(6))).toEqual({
      authority: NORFOLK,
      locality: 'north',
    });
  });

  it('lies in another authority of ours when that has the nearest centre', () => {
    expect(findNearestArea(MAPPED, northOfNorwich(17))).toEqual({
      authority: SUFFOLK,
      locality: 'beyond',
    });
  });

  it('lies nowhere of ours farther than the reach from every centre', () => {
    expect(findNearestArea(MAPPED, northOfNorwich(20 + REACH_KM - 0.1))).not.toBeNull();
    expect(findNearestArea(MAPPED, northOfNorwich(20 + REACH_KM + 0.1))).toBeNull();
  });

  it('lies in the same of two equally near localities, whatever the order of the directory', () => {
    const twins = (ids: readonly string[]): Directory => ({
      ...DIRECTORY,
      authorities: [
        buildAuthority({
          code: NORFOLK,
          name: 'Norfolk',
          localities: ids.map((id, index) => locality(id, `NR${index + 1}`, NORWICH_CENTRE)),
          teams: [],
        }),
      ],
    });
    const first = { authority: NORFOLK, locality: 'a' };
    expect(findNearestArea(twins(['a', 'b']), NORWICH_CENTRE)).toEqual(first);
    expect(findNearestArea(twins(['b', 'a']), NORWICH_CENTRE)).toEqual(first);
  });
});

describe('a place', () => {
  it('lies where its postcode says', () => {
    expect(findPlaceArea(MAPPED, buildPlace({ postcode: 'NR1 1AA' }))).toEqual(NORWICH);
  });

  it('lies outside when its postcode is none of ours, however near its point', () => {
    const place = buildPlace({ postcode: 'SW1A 1AA', point: NORWICH_CENTRE });
    expect(findPlaceArea(MAPPED, place)).toBe('outside');
  });

  it('without a postcode lies where its point says, or outside', () => {
    expect(findPlaceArea(MAPPED, buildPlace({ point: NORWICH_CENTRE }))).toEqual(NORWICH);
    const london = { latitude: 51.5, longitude: -0.12 };
    expect(findPlaceArea(MAPPED, buildPlace({ point: london }))).toBe('outside');
  });

  it('has no known location when it has a name only, or was not disclosed', () => {
    expect(findPlaceArea(MAPPED, buildPlace({ name: 'Riverside bus station' }))).toBeNull();
    expect(findPlaceArea(MAPPED, null)).toBeNull();
  });
});

describe('evidence counts', () => {
  const childArea = { authority: NORFOLK, locality: 'broadland' };
  const where = (about: Partial<Parameters<typeof chooseEvidenceLocality>[0]>) =>
    chooseEvidenceLocality({ owner: NORFOLK, placeArea: null, childArea: null, ...about });

  it('where the place lies, not where the child lives', () => {
    expect(where({ placeArea: NORWICH, childArea })).toEqual(NORWICH);
  });

  it('in the statistics of another of our authorities when the place lies there', () => {
    const dorchester = { authority: 'E06000059', locality: 'dorchester' };
    expect(where({ placeArea: dorchester, childArea })).toEqual(dorchester);
  });

  it('as outside with the authority whose child it is, when the place is none of ours', () => {
    expect(where({ placeArea: 'outside', childArea })).toEqual({
      authority: NORFOLK,
      locality: 'outside',
    });
  });

  it('where the child lives when no place is known', () => {
    expect(where({ childArea })).toEqual(childArea);
  });

  it('as unknown with the child’s authority, when neither is known', () => {
    expect(where({})).toEqual({ authority: NORFOLK, locality: 'unknown' });
  });
});
