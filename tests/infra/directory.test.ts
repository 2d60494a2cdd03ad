import { describe, expect, it } from 'vitest';
import { readDirectory } from '../../infra/directory.ts';
import { makeFolder, writeText } from './synthesized-stage.ts';
import { findNearestArea } from '../../shared/themes/evidence-locality.ts';

const authority = (code: string, district: string) => ({
  code,
  name: `Authority ${code}`,
  localities: [{ id: 'all', name: 'All', postcodes: [district] }],
  teams: [{ id: `team-${code.toLowerCase()}`, name: 'Team', localities: ['all'] }],
});

const force = (code: string, authorities: readonly string[]) => ({
  code,
  name: `Force ${code}`,
  authorities,
  defaultAuthority: authorities[0],
});

const write = (files: Readonly<Record<string, unknown>>): string => {
  const folder = makeFolder();
  for (const [path, content] of Object.entries(files)) {
    writeText(folder, path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
};

describe('the directory', () => {
  it('is every file of authorities and forces, in the order of their codes', () => {
    const folder = write({
      'authorities/E10000020.json': authority('E10000020', 'NR1'),
      'authorities/E06000059.json': authority('E06000059', 'DT1'),
      'forces/E23000024.json': force('E23000024', ['E10000020']),
      'forces/README.md': 'not a force',
    });
    const { authorities, forces } = readDirectory(folder);
    expect(authorities.map(({ code }) => code)).toEqual(['E06000059', 'E10000020']);
    expect(forces.map(({ code }) => code)).toEqual(['E23000024']);
  });

  it('is refused with every problem, each under the name of its file', () => {
    const folder = write({
      'authorities/E06000059.json': authority('E06000059', 'not a postcode'),
      'authorities/E10000020.json': { ...authority('E10000020', 'NR1'), name: '' },
      'forces/E23000024.json': { ...force('E23000024', ['E10000020']), defaultAuthority: 'E1' },
    });
    expect(() => readDirectory(folder)).toThrow(
      /authorities\/E06000059\.json: localities: 0: postcodes: 0: .*\n.*authorities\/E10000020\.json: name: .*\n.*forces\/E23000024\.json: defaultAuthority: /,
    );
  });

  it('is refused when a file is not JSON, and says which', () => {
    const folder = write({
      'authorities/E10000020.json': '{ "code": ',
      'forces/E23000024.json': 'E23000024',
    });
    expect(() => readDirectory(folder)).toThrow(
      /authorities\/E10000020\.json: is not JSON\n.*forces\/E23000024\.json: is not JSON/,
    );
  });

  it('is refused when a locality has the id for evidence without a locality', () => {
    const taken = (id: string) => ({
      ...authority('E10000020', 'NR1'),
      localities: [{ id, name: 'All', postcodes: ['NR1'] }],
      teams: [{ id: 'team', name: 'Team', localities: [id] }],
    });
    for (const id of ['unknown', 'outside']) {
      const folder = write({
        'authorities/E10000020.json': taken(id),
        'forces/E23000024.json': force('E23000024', ['E10000020']),
      });
      expect(() => readDirectory(folder)).toThrow(
        /E10000020\.json: localities: 0: id: A locality must not have this id/,
      );
    }
  });

  it('is refused when degrees of a centre are swapped', () => {
    const centre = { latitude: 1.3, longitude: 52.6 };
    const swapped = { id: 'all', name: 'All', postcodes: ['NR1'], centre };
    const folder = write({
      'authorities/E10000020.json': { ...authority('E10000020', 'NR1'), localities: [swapped] },
      'forces/E23000024.json': force('E23000024', ['E10000020']),
    });
    expect(() => readDirectory(folder)).toThrow(/localities: 0: centre: latitude/);
  });

  it('that is shipped has every locality on the map, and no two at the same point', () => {
    const directory = readDirectory();
    for (const { code, localities } of directory.authorities) {
      for (const { id, centre } of localities) {
        expect(centre, id).toBeDefined();
        if (centre === undefined) continue;
        expect(findNearestArea(directory, centre)).toEqual({ authority: code, locality: id });
      }
    }
  });

  const withCodes = (files: Readonly<Record<string, unknown>>): string =>
    write({
      'authorities/E10000020.json': authority('E10000020', 'NR1'),
      'forces/E23000024.json': force('E23000024', ['E10000020']),
      ...files,
    });

  const park = { code: 'park', label: 'Park', publicPlace: true };

  it('has the codes of every list, as their files have them', () => {
    const { codes } = readDirectory(
      withCodes({
        'codes/place-type.json': { list: 'place-type', codes: [park] },
        'codes/role.json': { list: 'role', codes: [{ code: 'park', label: 'Park keeper' }] },
      }),
    );
    const unbounded = { phrase: null, validFrom: null, validUntil: null, authority: null };
    expect(codes).toEqual([
      { ...park, list: 'place-type', ...unbounded },
      { code: 'park', label: 'Park keeper', publicPlace: false, list: 'role', ...unbounded },
    ]);
  });

  it.each([
    ['{', 'is not JSON'],
    [{ list: 'role' }, 'codes: .*'],
    [{ list: 'colour', codes: [park] }, 'list: .*'],
    [{ list: 'place-type', codes: [{ ...park, list: 'role' }] }, 'codes: 0: list: .*'],
    [
      { list: 'place-type', codes: [park, { ...park, code: 'den', label: '' }] },
      'codes: 1: label: .*',
    ],
    [{ list: 'place-type', codes: [{ ...park, colour: 'green' }] }, 'codes: 0: .*"colour"'],
    [
      { list: 'place-type', codes: [park, park] },
      'codes: 1: code: A code must be unique in its list: place-type/park',
    ],
    [{ list: 'role', codes: [park] }, 'codes: 0: publicPlace: Only a place type .*'],
    [
      { list: 'place-type', codes: [{ ...park, authority: 'E10000020' }] },
      'codes: 0: authority: A shared code must not have an authority\\.',
    ],
    [
      {
        list: 'place-type',
        codes: [{ ...park, validFrom: '2026-12-02', validUntil: '2026-12-01' }],
      },
      'codes: 0: validUntil: The last day must be on or after the first day\\.',
    ],
    [
      { list: 'place-type', codes: [{ ...park, validFrom: '2026-02-30' }] },
      'codes: 0: validFrom: .*',
    ],
  ])('is refused when a file of codes says %j, and says which', (content, problem) => {
    const folder = withCodes({ 'codes/mine.json': content });
    expect(() => readDirectory(folder)).toThrow(new RegExp(`\n  codes/mine\\.json: ${problem}$`));
  });

  it('that is shipped is valid and has the 5 worked examples', () => {
    expect(readDirectory().authorities.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['E10000020', 'E06000059', 'E06000058', 'E08000034', 'E09000031']),
    );
  });
});
