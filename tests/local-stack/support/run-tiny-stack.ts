/** `npm start` without its synthesis, as a process of its own: runs the assembly in the first argument, options after it. */
import { readStartOptions } from '../../../infra/local/options.ts';
import { runStack, runToExit } from '../../../infra/local/run-stack.ts';
const [assemblyFolder = '', ...options] = process.argv.slice(2);
await runToExit(() => runStack(readStartOptions(options), { assemblyFolder }));
