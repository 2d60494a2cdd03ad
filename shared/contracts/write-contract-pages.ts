import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contractFiles } from './police/contract-files.ts';

const CONTRACT_FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'contract');

const { values: options, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [folder = CONTRACT_FOLDER] = positionals;
const wanted = contractFiles();

const filesThere = (): ReadonlyMap<string, string> => {
  mkdirSync(folder, { recursive: true });
  return new Map(
    readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );
};

/** Names of files that are missing, differ from the schemas, or do not belong there. */
const staleFiles = (): readonly string[] => {
  const there = filesThere();
  return [...new Set([...wanted.keys(), ...there.keys()])].filter(
    (file) => wanted.get(file) !== there.get(file),
  );
};

const write = (file: string): void => {
  const text = wanted.get(file);
  if (text === undefined) rmSync(join(folder, file));
  else writeFileSync(join(folder, file), text);
};

const stale = staleFiles();
if (stale.length === 0) console.log('The contract pages are up to date.');
else if (options.check) {
  console.error(`Stale contract pages (run npm run contract): ${stale.join(', ')}`);
  process.exitCode = 1;
} else {
  stale.forEach(write);
  console.log(`Contract pages written: ${stale.join(', ')}`);
}
