import { OLDEST_JAVA } from '../setup/find-java.ts';
import type { JavaState } from '../setup/java.ts';
import { StartupError } from '../startup-error.ts';

export interface DatabaseChoice {
  readonly inMemory: boolean;
  /** One line for the person who starts the stack, when it is not what they may expect. */
  readonly notice: string | null;
}

const NEEDED = `Java ${OLDEST_JAVA} or later`;

/** In memory where there is no Java for DynamoDB Local. Throws a StartupError when something was to be kept. */
export const chooseDatabase = (java: JavaState, dataFolder: string | null): DatabaseChoice => {
  if (typeof java === 'string') return { inMemory: false, notice: null };
  if (dataFolder !== null)
    throw new StartupError(
      `--data needs ${NEEDED}, which is not installed: without it nothing can be kept. To install it: ${java.missing}`,
    );
  return {
    inMemory: true,
    notice: `${NEEDED} is not installed, so Homeward runs in memory and keeps nothing. To install it: ${java.missing}`,
  };
};
