import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

let runtime: URL | null = null;

/** The module `runtime.ts` without types: a thread that strips them itself keeps 6 MB for what does so. */
export const readRuntime = (): URL => {
  if (runtime !== null) return runtime;
  const source = readFileSync(new URL('runtime.ts', import.meta.url), 'utf8');
  const { code } = transformSync(source, { loader: 'ts' });
  runtime = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  return runtime;
};
