import { describe, expect, it } from 'vitest';
import { chooseDatabase } from '../../../infra/local/memory-stack/choose-database.ts';
import { StartupError } from '../../../infra/local/startup-error.ts';

const MISSING = { missing: 'sudo apt-get install openjdk-17-jre-headless' };

describe('where the local stack keeps its tables', () => {
  it('is DynamoDB Local when Java is there or was just installed', () => {
    for (const java of ['present', 'installed'] as const)
      for (const dataFolder of [null, 'kept'])
        expect(chooseDatabase(java, dataFolder)).toEqual({ inMemory: false, notice: null });
  });

  it('is memory without Java, and one line says so with the command that installs it', () => {
    const { inMemory, notice } = chooseDatabase(MISSING, null);
    expect(inMemory).toBe(true);
    expect(notice).toBe(
      'Java 17 or later is not installed, so Homeward runs in memory and keeps nothing. To install it: sudo apt-get install openjdk-17-jre-headless',
    );
  });

  it('is nowhere when data was to be kept without Java: the start is refused in one line', () => {
    const start = () => chooseDatabase(MISSING, 'kept');
    expect(start).toThrow(StartupError);
    expect(start).toThrow(
      /^--data needs Java 17 or later, which is not installed: [^\n]+ To install it: sudo apt-get install openjdk-17-jre-headless$/,
    );
  });
});
