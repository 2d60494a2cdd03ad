import { Complaint } from './complaint.ts';
import { demonstrate } from './demonstrate.ts';
import { HELP, readStartOptions } from './options.ts';
import { runStack } from './run-stack.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const main = async (): Promise<void> => {
  const options = readStartOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else if (options.empty) await runStack(options);
  else {
    const { dataFolder } = options;
    await runStack(options, (stack, signal) => demonstrate({ stack, dataFolder, say, signal }));
  }
};

try {
  await main();
  process.exit(0);
} catch (error) {
  if (!(error instanceof Complaint)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
