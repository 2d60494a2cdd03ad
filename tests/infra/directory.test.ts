import { describe, expect, it } from 'vitest';
import { readDirectory } from '../../infra/directory.ts';
import { makeFolder, writeText } from './synthesized-stage.ts';

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
      /authorities\/E10000020\.json: not JSON\n.*forces\/E23000024\.json: not JSON/,
    );
  });

  it('that comes with the project can be used, and has the five worked examples', () => {
    expect(readDirectory().authorities.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['E10000020', 'E06000059', 'E06000058', 'E08000034', 'E09000031']),
    );
  });
});
