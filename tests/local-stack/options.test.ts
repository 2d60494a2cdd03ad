import { describe, expect, it } from 'vitest';
import { readStartOptions } from '../../infra/local/options.ts';
import { checkJava, readJavaMajorVersion } from '../../infra/local/emulators/start-dynamodb.ts';

describe('the options of npm start', () => {
  it('run the demonstration in memory on port 8421 when none is given', () => {
    expect(readStartOptions([])).toEqual({
      empty: false,
      port: 8421,
      dataFolder: null,
      clock: null,
      help: false,
    });
  });

  it('take a clock with an offset as the instant it is', () => {
    const { clock } = readStartOptions(['--clock', '2026-10-25T01:30:00+01:00']);
    expect(clock).toBe('2026-10-25T00:30:00.000Z');
  });

  it.each([
    [['--prot', '1'], "Unknown option '--prot'"],
    [['--port', 'many'], '--port must be a number from 0 to 65535, not many'],
    [['--port', '65536'], '--port must be a number from 0 to 65535, not 65536'],
    [['--clock', '2026-10-25T01:30:00'], '--clock must be a date and time with an offset'],
    [['--clock', '2026-02-30T00:00:00Z'], '--clock must be a date and time with an offset'],
    [['--data'], '--data'],
    [['extra'], 'extra'],
  ])('%j is refused in one line that says why', (args, why) => {
    expect(() => readStartOptions(args)).toThrow(why);
    expect(() => readStartOptions(args)).toThrow(/^[^\n]*$/);
  });
});

describe('Java', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_392"', 8],
    ['openjdk version "25" 2025-09-16', 25],
    ['The operation could not be completed.', null],
  ])('%s is version %s', (printed, major) => {
    expect(readJavaMajorVersion(printed)).toBe(major);
  });

  it('when missing is asked for with what to install', () => {
    expect(() => {
      checkJava('no-such-java');
    }).toThrow('install openjdk-17-jre-headless');
  });
});
