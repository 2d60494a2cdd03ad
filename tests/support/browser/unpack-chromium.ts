import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { makeFolderOnce } from './make-folder-once.ts';

/** An executable, and the environment in which it finds its libraries and fonts. */
export interface BrowserProgram {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

const MODULES = fileURLToPath(new URL('../../../node_modules/', import.meta.url));
/** Beside the package, so that it goes when npm installs the packages again. */
const CACHE = join(MODULES, '.cache', 'homeward-chromium');

const readVersion = (): string => {
  const manifest = readFileSync(join(MODULES, '@sparticuz', 'chromium', 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version;
};

/**
 * The package unpacks into the temporary folder, and leaves out its libraries unless it runs on Lambda. A thread
 * has an environment of its own, which says both.
 */
const unpackInto = (folder: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const environment = { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      env: { ...process.env, ...environment },
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      resolve();
    });
  });

/** The package's own configuration names folders of Lambda. */
const writeFontConfiguration = (draft: string, folder: string): void => {
  writeFileSync(
    join(draft, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`,
  );
};

export const unpackChromium = async (
  say: (line: string) => void = () => undefined,
): Promise<BrowserProgram> => {
  const folder = join(CACHE, readVersion());
  await makeFolderOnce(folder, async (draft) => {
    say('Installing Chromium (@sparticuz/chromium) for the tests of pages, a few seconds …');
    await unpackInto(draft);
    writeFontConfiguration(draft, folder);
  });
  return {
    executable: join(folder, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
};
