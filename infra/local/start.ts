import { Complaint } from './complaint.ts';
import { HELP, readStartOptions } from './options.ts';
import { runStack } from './run-stack.ts';

const main = async (): Promise<void> => {
  const options = readStartOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else await runStack(options);
};

try {
  await main();
  process.exit(0);
} catch (error) {
  if (!(error instanceof Complaint)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
