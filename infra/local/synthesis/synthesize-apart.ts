import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runApart } from '../run-apart.ts';
import { StartupError, readMessage } from '../startup-error.ts';

/** Lambda runs a bundle as CommonJS, but the project's package.json declares ES modules. */
export const markAsCommonJs = (folder: string): void => {
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
};

/** Synthesizes stage `local`. Throws a StartupError. */
export const synthesizeApart = async (
  outdir: string,
  progress: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> => {
  const script = new URL('synthesis-process.ts', import.meta.url);
  await runApart({ script, input: outdir, onReport: progress, signal }).catch((error: unknown) => {
    throw new StartupError(`The template cannot be synthesized: ${readMessage(error)}`);
  });
};
