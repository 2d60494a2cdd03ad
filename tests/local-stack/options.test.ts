import { describe, expect, it } from 'vitest';
import { readStartOptions } from '../../infra/local/options.ts';

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
