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
/** The lockfile that was last installed, by its digest: times do not survive a checkout. */
const stamp = `${root}node_modules/.homeward-lock`;

const digest = createHash('sha256').update(readFileSync(lockfile)).digest('hex');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : null;

const install = () => {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  return spawnSync(npm, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
};

if (installed !== digest) {
  const why = existsSync(`${root}node_modules`) ? 'changed' : 'are missing';
  console.log(`The packages ${why}: installing those of package-lock.json, about a minute …`);
  const { status, error } = install();
  if (status !== 0) {
    const reason = error === undefined ? '' : ` (${error.message})`;
    console.error(
      `The packages could not be installed${reason}. Check the network and npm's registry, then run: npm ci`,
    );
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, `${digest}\n`);
}
