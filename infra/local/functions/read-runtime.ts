import { readFileSync } from 'node:fs';
import { stop, transformSync } from 'esbuild';

let runtime: URL | null = null;

/** The module `runtime.ts` without types: a thread that strips them itself keeps 6 MB for what does so. */
export const readRuntime = (): URL => {
  if (runtime !== null) return runtime;
  const source = readFileSync(new URL('runtime.ts', import.meta.url), 'utf8');
  const { code } = transformSync(source, { loader: 'ts' });
  // The process that esbuild starts would stay, with 12 MB.
  void stop();
  runtime = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  return runtime;
};
