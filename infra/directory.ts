import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { directorySchema } from '../shared/contracts/directory.ts';
import type { Directory } from '../shared/domain/authority.ts';

/** Holds `authorities/` and `forces/`, one JSON file each. */
export const DIRECTORY_FOLDER = import.meta.dirname;

interface Entry {
  readonly file: string;
  readonly content: unknown;
  readonly problem?: string;
}

/**
 * The authorities and forces of a folder, validated as a whole.
 * Throws one error that lists every problem with the file it is in.
 */
export const readDirectory = (folder = DIRECTORY_FOLDER): Directory => {
  const entries = {
    authorities: readEntries(folder, 'authorities'),
    forces: readEntries(folder, 'forces'),
  };
  failOn([...entries.authorities, ...entries.forces].flatMap(({ problem }) => problem ?? []));
  const parsed = directorySchema.safeParse({
    authorities: entries.authorities.map(({ content }) => content),
    forces: entries.forces.map(({ content }) => content),
  });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: [kind, index, ...path], message }) => {
    const list = kind === 'forces' ? entries.forces : entries.authorities;
    const file = list[Number(index)]?.file ?? '(directory)';
    return `${file}: ${[...path.map(String), message].join(': ')}`;
  });
  failOn(problems);
  throw parsed.error;
};

const readEntries = (folder: string, kind: string): readonly Entry[] =>
  readdirSync(join(folder, kind))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readEntry(folder, join(folder, kind, name)));

const readEntry = (folder: string, path: string): Entry => {
  const file = relative(folder, path);
  try {
    return { file, content: JSON.parse(readFileSync(path, 'utf8')) as unknown };
  } catch {
    return { file, content: null, problem: `${file}: not JSON` };
  }
};

const failOn = (problems: readonly string[]): void => {
  if (problems.length === 0) return;
  const lines = problems.map((problem) => `  ${problem}`);
  throw new Error(['The directory of authorities and forces cannot be used:', ...lines].join('\n'));
};
