import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const SCRIPT = `
const begin = performance.now();
require(process.argv[1]);
process.stdout.write(String(performance.now() - begin), () => process.exit(0));
`;

/** A bundle, and the environment in which it begins. */
export interface Startable {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Loads a bundle in a fresh process, as Lambda does when it initialises a function. Milliseconds. */
export const timeColdStart = async ({ file, environment }: Startable): Promise<number> => {
  const { stdout } = await run(process.execPath, ['-e', SCRIPT, file], { env: environment });
  const ms = Number(stdout);
  if (stdout === '' || !Number.isFinite(ms)) throw new Error(`${file} said more than its time.`);
  return ms;
};
