import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StartupError, readMessage } from '../startup-error.ts';

/** Lambda runs a bundle as CommonJS, but the project's package.json declares ES modules. */
export const markAsCommonJs = (folder: string): void => {
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
};

/** Synthesizes stage `local`. Throws a StartupError. */
export const synthesizeApart = async (
  outdir: string,
  progress: (line: string) => void,
): Promise<void> => {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: outdir });
  worker.on('message', progress);
  await new Promise<void>((resolve, reject) => {
    worker.once('error', (error) => {
      reject(new StartupError(`The template cannot be synthesized: ${readMessage(error)}`));
    });
    worker.once('exit', (code) => {
      if (code === 0) resolve();
    });
  });
};
