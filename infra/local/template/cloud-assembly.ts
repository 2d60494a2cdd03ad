import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { StartupError } from '../startup-error.ts';

const RESOURCE = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});

const TEMPLATE = z.object({
  Resources: z.record(z.string(), RESOURCE).default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.unknown().optional() }))
    .default({}),
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
});

const ASSETS = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

export type RawResource = z.infer<typeof RESOURCE>;

export interface StackTemplate extends z.infer<typeof TEMPLATE> {
  readonly stackName: string;
}

export interface CloudAssembly {
  readonly stacks: readonly StackTemplate[];
  /** Asset folder or file, absolute, by the S3 object key under which AWS would hold it. */
  readonly assets: ReadonlyMap<string, string>;
}

const TEMPLATE_SUFFIX = '.template.json';
const ASSETS_SUFFIX = '.assets.json';

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const readAssets = (directory: string, file: string): [string, string][] =>
  Object.values(ASSETS.parse(readJson(join(directory, file))).files).flatMap(
    ({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }): [string, string] => [
        objectKey,
        resolve(directory, source.path ?? ''),
      ]),
  );

export const readCloudAssembly = (directory: string): CloudAssembly => {
  const files = readdirSync(directory).sort();
  const stacks = files
    .filter((file) => file.endsWith(TEMPLATE_SUFFIX))
    .map((file) => ({
      ...TEMPLATE.parse(readJson(join(directory, file))),
      stackName: file.slice(0, -TEMPLATE_SUFFIX.length),
    }));
  if (stacks.length === 0)
    throw new StartupError(`There is no synthesized template in ${directory}.`);
  const assets = files
    .filter((file) => file.endsWith(ASSETS_SUFFIX))
    .flatMap((file) => readAssets(directory, file));
  return { stacks, assets: new Map(assets) };
};
