import { HELP, readStartOptions } from './options.ts';
import { runStack, runToExit } from './run-stack.ts';
import { ensureJava } from './setup/java.ts';
import { demonstrate } from './demonstration/demonstrate.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

await runToExit(async () => {
  const options = readStartOptions(process.argv.slice(2));
  const { dataFolder } = options;
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  ensureJava();
  if (options.empty) await runStack(options);
  else
    await runStack(options, {
      useStack: (stack, signal, announceReady) =>
        demonstrate({ stack, dataFolder, say, signal, announceReady }),
    });
});
