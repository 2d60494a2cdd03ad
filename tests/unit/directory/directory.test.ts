import { authoritySchema } from '../../../shared/directory/authority.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { directorySchema, forceSchema } from '../../../shared/directory/directory.ts';

const readFolder = (folder: string): unknown[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name): unknown => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')));

const anAuthority = (changes: Record<string, unknown> = {}) => ({
  code: 'E10000020',
  name: 'Norfolk',
  localities: [
    { id: 'norwich', name: 'Norwich', postcodes: ['NR1', 'NR7 9'] },
    { id: 'broadland', name: 'Broadland', postcodes: ['NR7'] },
  ],
  teams: [
    { id: 'norfolk-norwich', name: 'Norwich team', localities: ['norwich'] },
    { id: 'norfolk-north', name: 'North team', localities: ['broadland'] },
  ],
  ...changes,
});

const anotherAuthority = (changes: Record<string, unknown> = {}) => ({
  code: 'E06000059',
  name: 'Dorset',
  localities: [{ id: 'dorchester', name: 'Dorchester', postcodes: ['DT1'] }],
  teams: [{ id: 'dorset-chesil', name: 'Chesil team', localities: ['dorchester'] }],
  ...changes,
});

const aForce = (changes: Record<string, unknown> = {}) => ({
  code: 'E23000024',
  name: 'Norfolk Constabulary',
  authorities: ['E10000020'],
  defaultAuthority: 'E10000020',
  ...changes,
});

const problemsOf = (authorities: unknown[], forces: unknown[] = [aForce()]): string[] =>
  (directorySchema.safeParse({ authorities, forces }).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

describe('the directory that is shipped', () => {
  const authorities = readFolder('shared/directory/authorities');
  const forces = readFolder('shared/directory/forces');

  it('is valid, file by file and as a whole', () => {
    for (const file of authorities) expect(authoritySchema.safeParse(file).error).toBeUndefined();
    for (const file of forces) expect(forceSchema.safeParse(file).error).toBeUndefined();
    expect(problemsOf(authorities, forces)).toEqual([]);
  });

  it('describes the five worked examples and the four forces that serve them', () => {
    const directory = directorySchema.parse({ authorities, forces });
    expect(directory.authorities.map(({ code }) => code)).toEqual([
      'E06000058',
      'E06000059',
      'E08000034',
      'E09000031',
      'E10000020',
    ]);
    expect(
      directory.forces.map(({ code, authorities: served, defaultAuthority }) => [
        code,
        served,
        defaultAuthority,
      ]),
    ).toEqual([
      ['E23000001', ['E09000031'], 'E09000031'],
      ['E23000010', ['E08000034'], 'E08000034'],
      ['E23000024', ['E10000020'], 'E10000020'],
      ['E23000039', ['E06000059', 'E06000058'], 'E06000059'],
    ]);
  });

  it('says in each file that it is an illustration, and leaves the note out of the directory', () => {
    for (const file of [...authorities, ...forces]) {
      expect(file).toHaveProperty('note', expect.stringContaining('Illustrative'));
    }
    const directory = directorySchema.parse({ authorities, forces });
    expect(JSON.stringify(directory)).not.toContain('Illustrative');
  });
});

describe('the rules of the directory', () => {
  it('accept a valid directory, also when it is parsed a second time', () => {
    const once = directorySchema.parse({
      authorities: [anAuthority(), anotherAuthority()],
      forces: [aForce()],
    });
    expect(directorySchema.parse(once)).toEqual(once);
  });

  it.each(['E23000024', 'E1000002', 'E100000200', 'e10000020', 'W06000015'])(
    'refuse %s as an authority code',
    (code) => {
      expect(problemsOf([anAuthority({ code })])).toContain(
        'authorities.0.code: An authority code must be a GSS code: E06, E07, E08, E09 or E10 and 6 digits.',
      );
    },
  );

  it.each(['E10000020', 'E2300002', 'Norfolk'])('refuse %s as a force code', (code) => {
    expect(problemsOf([anAuthority()], [aForce({ code })])).toEqual([
      'forces.0.code: A force code must be a GSS code: E23 and 6 digits.',
    ]);
  });

  it('refuse an unknown field, so that a typing error is found', () => {
    expect(problemsOf([anAuthority({ locality: [] })])).toEqual([
      'authorities.0: Unrecognized key: "locality"',
    ]);
  });

  it('refuse two localities of one authority under the same id', () => {
    const localities = [
      { id: 'norwich', name: 'Norwich', postcodes: ['NR1'] },
      { id: 'norwich', name: 'Norwich again', postcodes: ['NR2'] },
    ];
    const teams = [{ id: 'norfolk-norwich', name: 'Norwich team', localities: ['norwich'] }];
    expect(problemsOf([anAuthority({ localities, teams })])).toEqual([
      'authorities.0.localities.1.id: A locality id must be unique within its authority: norwich',
    ]);
  });

  it('allow two authorities a locality of the same id', () => {
    const namesake = anotherAuthority({
      localities: [{ id: 'norwich', name: 'Another Norwich', postcodes: ['DT1'] }],
      teams: [{ id: 'dorset-chesil', name: 'Chesil team', localities: ['norwich'] }],
    });
    expect(problemsOf([anAuthority(), namesake])).toEqual([]);
  });

  it('refuse a team id that any authority uses already', () => {
    const teams = [{ id: 'norfolk-north', name: 'Chesil team', localities: ['dorchester'] }];
    expect(problemsOf([anAuthority(), anotherAuthority({ teams })])).toEqual([
      'authorities.1.teams.0.id: A team id must be unique over all authorities: norfolk-north',
    ]);
  });

  it('refuse a team of a locality that its authority does not have', () => {
    const teams = [
      { id: 'norfolk-all', name: 'County team', localities: ['norwich', 'broadland', 'atlantis'] },
    ];
    expect(problemsOf([anAuthority({ teams })])).toEqual([
      'authorities.0.teams.0.localities.2: This authority has no such locality: atlantis',
    ]);
  });

  it('refuse a locality for which no team works', () => {
    const teams = [{ id: 'norfolk-norwich', name: 'Norwich team', localities: ['norwich'] }];
    expect(problemsOf([anAuthority({ teams })])).toEqual([
      'authorities.0.localities.1: A locality must have at least one team: broadland',
    ]);
  });

  it.each(['NR1', 'NR1 1', 'E4', 'E17', 'EC1A', 'PE14 7'])(
    'accept %s as a part of an area',
    (part) => {
      const localities = [{ id: 'dorchester', name: 'Dorchester', postcodes: ['DT1', part] }];
      expect(problemsOf([anotherAuthority({ localities })], [])).toEqual([]);
    },
  );

  it.each(['nr1', 'NR', 'NR1 1EF', 'NR11 ', 'NR1  1', ''])(
    'refuse "%s": neither a district nor a sector',
    (part) => {
      const localities = [{ id: 'dorchester', name: 'Dorchester', postcodes: [part] }];
      expect(problemsOf([anotherAuthority({ localities })], [])).toEqual([
        'authorities.0.localities.0.postcodes.0: Enter postcode districts such as "NR1" or sectors such as "NR1 1".',
      ]);
    },
  );

  it.each(['NR1', 'NR7 9'])('refuse %s for a second locality, of whichever authority', (part) => {
    const localities = [{ id: 'dorchester', name: 'Dorchester', postcodes: ['DT1', part] }];
    expect(problemsOf([anAuthority(), anotherAuthority({ localities })])).toEqual([
      `authorities.1.localities.0.postcodes.1: A postcode district or sector must belong to one locality only: ${part}`,
    ]);
  });

  it('refuse the same authority or the same force twice', () => {
    const problems = problemsOf([anAuthority(), anAuthority()], [aForce(), aForce()]);
    expect(problems).toContain('authorities.1: An authority must have one file only: E10000020');
    expect(problems).toContain('forces.1: A force must have one file only: E23000024');
  });

  it('refuse a force of an authority that is not in the directory', () => {
    const force = aForce({ authorities: ['E10000020', 'E06000059'] });
    expect(problemsOf([anAuthority()], [force])).toEqual([
      'forces.0.authorities.1: The directory has no such authority: E06000059',
    ]);
  });

  it('refuse a default authority that is not in the directory', () => {
    const force = aForce({ authorities: ['E06000059'], defaultAuthority: 'E06000059' });
    expect(problemsOf([anAuthority()], [force])).toContain(
      'forces.0.defaultAuthority: The directory has no such authority: E06000059',
    );
  });

  it('refuse a default authority that the force does not serve', () => {
    const force = aForce({ defaultAuthority: 'E06000059' });
    expect(problemsOf([anAuthority(), anotherAuthority()], [force])).toEqual([
      'forces.0.defaultAuthority: The default authority must be one that the force serves.',
    ]);
  });
});
