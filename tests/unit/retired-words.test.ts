import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..', '..');

/**
 * Words that no name may hold, and what to say instead. docs/glossary.md has the words of the field.
 * A word that has one more sense, in which it is right, is listed with the names that may have it.
 */
const RETIRED_WORDS: Readonly<
  Record<string, { readonly say: string; readonly except?: readonly string[] }>
> = {
  informant: { say: 'interviewee (to police an informant is a covert source)' },
  complaint: { say: 'startup error (a complaint is a statutory word)' },
  practice: { say: 'settings' },
};

/** Whole names that were retired. */
const RETIRED_NAMES: Readonly<Record<string, string>> = {
  Answer: 'Result',
  Person: 'StaffMember',
};

const files = ['infra', 'functions', 'shared', 'tests'].flatMap((folder) =>
  globSync(`${folder}/**/*.ts`, { cwd: ROOT }),
);

const identifiersIn = (file: string): ReadonlySet<string> => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const names = new Set<string>([basename(file, '.ts')]);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
};

/** `episodeIdOf`, `EPISODE_ID` and `episode-id.test` are made of words in lower case. */
const wordsIn = (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .map((word) => word.toLowerCase());

const names = new Map<string, string>(
  files.flatMap((file) => [...identifiersIn(file)].map((name) => [name, file] as const)),
);

describe('The names in the code', () => {
  it.each(Object.entries(RETIRED_WORDS))('do not say "%s"', (word, { except = [] }) => {
    const found = [...names]
      .filter(([name]) => wordsIn(name).includes(word) && !except.includes(name))
      .map(([name, file]) => `${name} (${file})`);
    expect(found).toEqual([]);
  });

  it.each(Object.entries(RETIRED_NAMES))('do not include %s', (name) => {
    expect(names.get(name)).toBeUndefined();
  });

  it('are read from every file', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(wordsIn('episodeIdOf')).toEqual(['episode', 'id', 'of']);
    expect(wordsIn('retired-words.test')).toEqual(['retired', 'words', 'test']);
  });
});
