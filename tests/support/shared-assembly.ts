import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { markAsCommonJs, synthesizeApart } from '../../infra/local/synthesis/synthesize-apart.ts';
import { pollUntil } from './poll.ts';

/** On a busy machine. */
const PATIENCE_MS = 180_000;

/** Only one of those who run at the same time gets `true`. */
const claim = (folder: string): boolean => {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
};

/** Stage `local` with the real bundles: who needs it first in a run of the suites synthesizes it. */
export const shareAssembly = async (): Promise<string> => {
  const assembly = join(inject('runFolder'), 'assembly');
  if (claim(join(inject('runFolder'), 'assembly-claimed'))) {
    const draft = join(inject('runFolder'), 'assembly-draft');
    await synthesizeApart(draft, () => undefined);
    markAsCommonJs(draft);
    renameSync(draft, assembly);
  }
  await pollUntil('the assembly', () => existsSync(assembly), PATIENCE_MS);
  return assembly;
};
