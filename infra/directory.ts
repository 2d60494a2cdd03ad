import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { directorySchema, type Directory } from '../shared/directory/directory.ts';
import { findEndOfBankHolidays } from '../shared/directory/working-days.ts';
import type { Instant } from '../shared/kernel/instant.ts';
import { CODE_LISTS } from '../shared/directory/code.ts';

export const DIRECTORY_FOLDER = join(import.meta.dirname, '..', 'shared', 'directory');

interface Entry {
  readonly file: string;
  readonly content: unknown;
  readonly problem?: string;
}

/** Reads and validates the whole folder. Throws one error that lists every problem with its file. */
export const readDirectory = (folder = DIRECTORY_FOLDER): Directory => {
  const entries = {
    authorities: readEntries(folder, 'authorities'),
    forces: readEntries(folder, 'forces'),
    codes: existsSync(join(folder, 'codes'))
      ? readEntries(folder, 'codes').flatMap(splitCodes)
      : [],
  };
  failOn(Object.values(entries).flatMap((kind) => kind.flatMap(({ problem }) => problem ?? [])));
  const parsed = directorySchema.safeParse({
    authorities: entries.authorities.map(({ content }) => content),
    forces: entries.forces.map(({ content }) => content),
    codes: entries.codes.map(({ content }) => content),
    placeholders: readPlaceholders(folder),
    bankHolidays: readBankHolidays(folder),
  });
  if (parsed.success) return parsed.data;
  const ofKind: Readonly<Partial<Record<PropertyKey, readonly Entry[]>>> = entries;
  const problems = parsed.error.issues.map(({ path: [kind, index, ...path], message }) => {
    const file = ofKind[kind ?? '']?.[Number(index)]?.file ?? '(directory)';
    return `${file}: ${[...path.map(String), message].join(': ')}`;
  });
  failOn(problems);
  throw parsed.error;
};

const readPlaceholders = (folder: string): unknown => {
  const file = join(folder, 'placeholders.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
};

const bankHolidaysSchema = z.object({ days: z.array(z.iso.date()) });

const readBankHolidays = (folder: string): readonly string[] => {
  const file = join(folder, 'bank-holidays.json');
  if (!existsSync(file)) return [];
  return bankHolidaysSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).days;
};

/** Throws, and says what to do, when the list of bank holidays ends within three months. */
export const requireBankHolidays = (directory: Directory, now: Instant): void => {
  const problem = findEndOfBankHolidays(directory, now);
  if (problem !== null) throw new Error(problem);
};

/** The file names the list once for all its codes. */
const codesFileSchema = z.strictObject({
  list: z.enum(CODE_LISTS),
  codes: z.array(z.looseObject({ list: z.undefined().optional() })).min(1),
});

const splitCodes = (entry: Entry): readonly Entry[] => {
  if (entry.problem !== undefined) return [entry];
  const { file, content } = entry;
  const parsed = codesFileSchema.safeParse(content);
  if (parsed.success) {
    const { list, codes } = parsed.data;
    return codes.map((code, at) => ({ file: `${file}: codes: ${at}`, content: { ...code, list } }));
  }
  return parsed.error.issues.map(({ path, message }) => ({
    file,
    content: null,
    problem: `${file}: ${[...path.map(String), message].join(': ')}`,
  }));
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
    return { file, content: null, problem: `${file}: is not JSON` };
  }
};

const failOn = (problems: readonly string[]): void => {
  if (problems.length === 0) return;
  const lines = problems.map((problem) => `  ${problem}`);
  throw new Error(
    ['The directory of authorities and forces has these problems:', ...lines].join('\n'),
  );
};
