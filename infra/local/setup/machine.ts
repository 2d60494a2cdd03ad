import { spawnSync } from 'node:child_process';

/** What setting up may know of the machine, and the one way in which it changes it: by running commands. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Null when the machine has no such command. */
  run(command: string, ...parameters: readonly string[]): CommandResult | null;
}

export interface CommandResult {
  readonly succeeded: boolean;
  /** Both outputs. */
  readonly printed: string;
}

export const describeThisMachine = (
  environment: Machine['environment'] = process.env,
): Machine => ({
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  environment,
  run: (command, ...parameters) => {
    const options = { encoding: 'utf8', env: environment } as const;
    const { error, status, stdout, stderr } = spawnSync(command, parameters, options);
    return error === undefined ? { succeeded: status === 0, printed: stdout + stderr } : null;
  },
});
