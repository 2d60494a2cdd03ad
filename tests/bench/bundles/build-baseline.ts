import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFunction } from '../../../infra/bundle.ts';

const HANDLER = fileURLToPath(new URL('./baseline/sdk-client/handler.ts', import.meta.url));

/** Bundles a handler with only the SDK's client, the way our functions are bundled; gives its folder. */
export const buildBaseline = (folder: string): string =>
  bundleFunction({
    name: 'sdk-client',
    functionsFolder: dirname(dirname(HANDLER)),
    buildFolder: join(folder, 'baseline'),
    files: {},
  }).folder;
