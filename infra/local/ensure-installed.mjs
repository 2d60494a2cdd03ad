/**
 * Installs the packages when they are missing or not those of the lockfile. Plain JavaScript for any Node from 18 on,
 * with nothing but Node: it runs in a fresh clone, before there is anything else.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { URL, fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const lockfile = `${root}package-lock.json`;
/** What npm itself notes of the packages it put there. */
const inventory = `${root}node_modules/.package-lock.json`;
/** The lockfile that was last installed, by its digest: times do not survive a checkout. */
const stamp = `${root}node_modules/.homeward-lock`;

const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Somebody may have run npm by hand. Optional packages are there on some machines only. */
const isComplete = () => {
  if (!existsSync(inventory)) return false;
  const present = packagesIn(inventory);
  return Object.entries(packagesIn(lockfile)).every(
    ([path, wanted]) =>
      path === '' ||
      wanted.optional === true ||
      wanted.devOptional === true ||
      present[path]?.version === wanted.version,
  );
};

const install = () => {
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync('npm', args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  const reason = error === undefined ? '' : ` (${error.message})`;
  console.error(
    `The packages could not be installed${reason}. What npm says above is why; when it is put right, start again.`,
  );
  process.exit(status ?? 1);
};

const digest = createHash('sha256').update(readFileSync(lockfile)).digest('hex');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : null;

if (installed !== digest) {
  if (!isComplete()) {
    console.log('Installing packages (those of package-lock.json), about a minute …');
    install();
  }
  writeFileSync(stamp, `${digest}\n`);
}
