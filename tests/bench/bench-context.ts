import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartupError } from '../../infra/local/startup-error.ts';
import { markAsCommonJs, synthesizeApart } from '../../infra/local/synthesis/synthesize-apart.ts';
import { readCloudAssembly } from '../../infra/local/template/cloud-assembly.ts';
import { readStackModel } from '../../infra/local/template/read-stack-model.ts';
import type { StackModel } from '../../infra/local/template/stack-model.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/local-stack.ts';
import type { BenchOptions } from './bench-options.ts';
import { requireDatabase } from '../../infra/local/stack-description.ts';

export type Say = (line: string) => void;

/** The project as it would be deployed, synthesized once for everything that is measured. */
export interface BenchContext {
  /** Removed at the end. */
  readonly folder: string;
  readonly assemblyFolder: string;
  readonly model: StackModel;
}

/** Throws a StartupError when the project cannot be synthesized. */
export const prepareBench = async (
  cleanup: AsyncDisposableStack,
  say: Say,
): Promise<BenchContext> => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-bench-'));
  cleanup.defer(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const assemblyFolder = join(folder, 'assembly');
  await synthesizeApart(assemblyFolder, say);
  markAsCommonJs(folder);
  const endpoints = { dynamodb: 'http://127.0.0.1:1', sqs: 'http://127.0.0.1:1' };
  return {
    folder,
    assemblyFolder,
    model: readStackModel(readCloudAssembly(assemblyFolder), endpoints),
  };
};

/** Starts the local stack from that assembly, in memory and without the demonstration feed. */
export const startStack = async (
  { folder, assemblyFolder }: BenchContext,
  cleanup: AsyncDisposableStack,
  say: Say,
): Promise<LocalStack> => {
  const failed = Promise.withResolvers<never>();
  const starting = startLocalStack({
    port: 0,
    dataFolder: null,
    clock: null,
    logFolder: join(folder, 'logs'),
    assemblyFolder,
    progress: say,
    onFailure: (why) => {
      failed.reject(new StartupError(why));
    },
  });
  failed.promise.catch((error: unknown) => {
    say(String(error));
  });
  cleanup.defer(async () => {
    const started = await starting.catch(() => null);
    await started?.stop();
  });
  return Promise.race([starting, failed.promise]);
};

/** What a measurement on the running stack is given. */
export interface StackContext {
  readonly stack: LocalStack;
  readonly model: StackModel;
  readonly options: BenchOptions;
  readonly say: Say;
}

/** The name of the stack's table with this short name. Throws when the template holds none. */
export const findTable = ({ description }: LocalStack, shortName: string): string => {
  const name = requireDatabase(description).tables[shortName];
  if (name === undefined) throw new Error(`The template holds no table ${shortName}.`);
  return name;
};
