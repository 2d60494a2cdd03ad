import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createContractFiles } from '../../shared/police-contract/documentation/contract-files.ts';

const CONTRACT_FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'contract');

const HELP = `npm run contract: writes the JSON Schemas and the page for developers to docs/contract.

  npm run contract              writes what is stale
  npm run contract -- --check   only says what is stale; exit code 1 when anything is
  npm run contract -- FOLDER    another folder than docs/contract
  npm run contract -- --help    this text`;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const { values: options, positionals } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [folder = CONTRACT_FOLDER] = positionals;
const wanted = createContractFiles();

const readFiles = (): ReadonlyMap<string, string> => {
  mkdirSync(folder, { recursive: true });
  return new Map(
    readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );
};

const findStaleFiles = (): readonly string[] => {
  const there = readFiles();
  return [...new Set([...wanted.keys(), ...there.keys()])].filter(
    (file) => wanted.get(file) !== there.get(file),
  );
};

const write = (file: string): void => {
  const text = wanted.get(file);
  if (text === undefined) rmSync(join(folder, file));
  else writeFileSync(join(folder, file), text);
};

const run = (): void => {
  const stale = findStaleFiles();
  if (stale.length === 0) say('The contract pages are up to date.');
  else if (options.check) {
    process.stderr.write(`Stale contract pages (run npm run contract): ${stale.join(', ')}\n`);
    process.exitCode = 1;
  } else {
    stale.forEach(write);
    say(`Contract pages written: ${stale.join(', ')}`);
  }
};

if (options.help) say(HELP);
else run();
