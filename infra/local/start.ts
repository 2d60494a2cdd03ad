import { HELP, readStartOptions } from './options.ts';
import { runStack, runToExit } from './run-stack.ts';
import { chooseDatabase } from './memory-stack/choose-database.ts';
import { ensureJava } from './setup/java.ts';
import { createDemonstration } from './demonstration/demonstrate.ts';

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
  const { inMemory, notice } = chooseDatabase(ensureJava(), dataFolder);
  if (notice !== null) say(notice);
  const demonstration = options.empty ? {} : createDemonstration(dataFolder, say);
  await runStack(options, { inMemory, ...demonstration });
});
