import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..', '..');

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...globSync('{shared,functions}/*/README.md', { cwd: ROOT }),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

/** Paths in backticks that begin with a folder of the project, without placeholders. */
const pathsIn = (text: string): readonly string[] =>
  [...text.matchAll(/`((?:infra|functions|shared|tests|docs)\/[\w./-]*)`/g)].map(
    ([, path = '']) => path,
  );

/** Links to other pages and pictures, without their headings. */
const linksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);

describe('The docs', () => {
  it.each(pages)('%s names only files that are there', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const missing = pathsIn(text).filter((path) => !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
  });

  it.each(pages)('%s links only to what is there', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const missing = linksIn(text).filter(
      (link) => !existsSync(join(ROOT, dirname(page), decodeURI(link))),
    );
    expect(missing).toEqual([]);
  });

  it('say of every library that ships or helps why it is here', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
    const page = readFileSync(join(ROOT, 'docs', 'dependencies.md'), 'utf8');
    const unexplained = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !page.includes(`\`${name}\``),
    );
    expect(unexplained).toEqual([]);
  });
});
