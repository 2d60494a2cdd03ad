import { HELP, readStartOptions } from './options.ts';
import { runStack } from './run-stack.ts';
import { runToExit } from './run-to-exit.ts';

await runToExit(async () => {
  const options = readStartOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else await runStack(options);
});
