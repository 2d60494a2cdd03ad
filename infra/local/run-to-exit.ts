import { StartupError } from './startup-error.ts';

/** Runs a command to its end: exit code 0, or 1 with one line when it complains. Anything else is a defect, and shows. */
export const runToExit = async (command: () => Promise<void>): Promise<never> => {
  try {
    await command();
    process.exit(0);
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
};
