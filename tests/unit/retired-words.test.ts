import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..', '..');

/**
 * Words that no name may contain, and what to say instead; then the names in which the word is right.
 * docs/glossary.md has the words of the field.
 */
const RETIRED_WORDS: readonly (readonly [word: string, say: string, ...except: string[]])[] = [
  ['informant', 'interviewee: to police an informant is a covert source'],
  ['complaint', 'startup error: a complaint is a statutory word'],
  ['practice', 'settings'],
  ['told', 'disclosed (by a child), notified (staff), reported (by police), input (by a client)'],
  ['tells', 'discloses, notifies, reports, sends'],
  ['tellings', 'events'],
  ['bell', 'wake-up'],
  ['bells', 'wake-ups'],
  ['waking', 'wake-up'],
  ['owed', 'pending, unsent'],
  ['owes', 'pending, unsent'],
  ['settle', 'complete'],
  ['settled', 'completed', 'allSettled'],
  ['strays', 'orphaned evidence'],
  ['anew', 'again'],
  ['needless', 'no longer needed'],
  ['fate', 'outcome'],
  ['surroundings', 'startup context'],
  ['stretch', 'period'],
  ['stretches', 'periods'],
  ['spoil', 'corrupt'],
  ['leeway', 'feasible range'],
  ['disguise', 'name variant'],
  ['disguises', 'name variants'],
  ['picture', 'theme statistics, locality profile'],
  ['tell', 'disclose, notify, report, send'],
  ['telling', 'event'],
  ['aside', 'ignored, dropped'],
  ['spot', 'location'],
  ['rung', 'woken'],
  ['life', 'history, timeline'],
  ['owe', 'pending, unsent'],
  ['standing', 'current, in force'],
  ['stands', 'is current'],
];

/** Whole names that were retired, and what to say instead. */
const RETIRED_NAMES: readonly (readonly [name: string, say: string])[] = [
  ['Answer', 'Result'],
  ['Person', 'StaffMember'],
  ['Spot', 'location'],
  ['Hold', 'lease'],
  ['Taken', 'first received'],
  ['alertOf', 'createAlert'],
  ['whoIsTold', 'findRecipients'],
  ['whoseEpisode', 'findAuthorities'],
  ['homeLocalityOf', 'findHomeLocality'],
  ['passOn', 'escalate undeliverable'],
  ['reachOf', 'contact route'],
  ['stillNews', 'drop outdated alerts'],
  ['recountCell', 'countCell'],
  ['recountCells', 'refreshCells'],
  ['gridOf', 'a name that says what the grid is of'],
  ['secretsOf', 'protected cells'],
  ['drawPrices', 'suppression costs'],
  ['raiseFigure', 'max flow'],
  ['allocateByLoad', 'choosePractitioner'],
  ['hotPlaces', 'hotspots'],
  ['digestOf', 'hash'],
  ['instantFromMs', 'toInstant'],
  ['msOf', 'toMs'],
];

const SELF = 'tests/unit/retired-words.test.ts';

const files = ['infra', 'functions', 'shared', 'tests']
  .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT }))
  .filter((file) => file !== SELF);

const identifiersIn = (file: string): ReadonlySet<string> => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found = new Set<string>([basename(file, '.ts')]);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

/** The words of `episodeIdOf`, `EPISODE_ID` or `episode-id.test`, in lower case. */
const wordsIn = (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .map((word) => word.toLowerCase());

const names = new Map<string, string>(
  files.flatMap((file) => [...identifiersIn(file)].map((name) => [name, file] as const)),
);

describe('The names in the code', () => {
  it.each(RETIRED_WORDS)('do not contain "%s": say %s', (word, _say, ...except) => {
    const found = [...names]
      .filter(([name]) => wordsIn(name).includes(word) && !except.includes(name))
      .map(([name, file]) => `${name} (${file})`);
    expect(found).toEqual([]);
  });

  it.each(RETIRED_NAMES)('do not include %s: say %s', (name) => {
    expect(names.get(name)).toBeUndefined();
  });

  it('are read from every file, and taken apart into words', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(names.get('describe')).toBeDefined();
    expect(wordsIn('episodeIdOf')).toEqual(['episode', 'id', 'of']);
    expect(wordsIn('EPISODE_ID')).toEqual(['episode', 'id']);
    expect(wordsIn('retired-words.test')).toEqual(['retired', 'words', 'test']);
  });
});
