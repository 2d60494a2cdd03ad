import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLocalClock, appendClockSetting, readClockHistory } from '../../infra/local/clock.ts';
import { temporaryFolder } from './support/assembly.ts';
import { parseDuration, readClockRequest } from '../../infra/local/control/serve-control.ts';

/** A wall clock that the test winds. */
const handWound = (startMs: number) => {
  let wallMs = startMs;
  return {
    wallNow: () => wallMs,
    wait: (ms: number) => {
      wallMs += ms;
    },
  };
};

const start = Date.parse('2026-11-21T09:00:00Z');
const steps = fc.array(
  fc.record({
    waitMs: fc.integer({ min: 0, max: 5000 }),
    leapMs: fc.integer({ min: 0, max: 1e9 }),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('the local clock', () => {
  it('ticks at the speed of the wall clock, from wherever it was put', () => {
    const wall = handWound(start);
    const clock = createLocalClock(wall);
    clock.setTo(Date.parse('2026-10-24T19:00:00Z'));
    wall.wait(90_000);
    expect(clock.now()).toBe('2026-10-24T19:01:30.000Z');
  });

  it('remembers which local time was in force at each wall moment, however often it was moved since', () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const wall = handWound(start);
        const clock = createLocalClock(wall);
        clock.setTo(start);
        const read: (readonly [number, number])[] = [];
        for (const { waitMs, leapMs } of moves) {
          // A moment in which the clock was both read and moved belongs to the later setting.
          wall.wait(waitMs + 1);
          read.push([wall.wallNow(), clock.nowMs()]);
          wall.wait(1);
          clock.setTo(clock.nowMs() + leapMs);
        }
        for (const [wallMs, localMs] of read) expect(clock.atWallMs(wallMs)).toBe(localMs);
      }),
    );
  });

  it('never runs backwards over wall moments when it is only moved forward', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.integer({ min: 0, max: 300_000 })), (moves, moments) => {
        const wall = handWound(start);
        const clock = createLocalClock(wall);
        clock.setTo(start);
        for (const { waitMs, leapMs } of moves) {
          wall.wait(waitMs);
          clock.setTo(clock.nowMs() + leapMs);
        }
        const local = moments
          .toSorted((a, b) => a - b)
          .map((moment) => clock.atWallMs(start + moment));
        expect(local).toEqual(local.toSorted((a, b) => a - b));
      }),
    );
  });

  it('does not follow a wall clock that is put back behind its last setting', () => {
    const wall = handWound(start);
    const clock = createLocalClock(wall);
    clock.setTo(start + 1000);
    wall.wait(-60_000);
    expect(clock.nowMs()).toBe(start + 1000);
  });

  it('goes on from the settings of an earlier run, and ignores a line that a kill cut short', () => {
    const file = join(temporaryFolder(), 'clock.jsonl');
    expect(existsSync(file)).toBe(false);
    appendClockSetting(file, { fromWallMs: start, offsetMs: 0 });
    appendClockSetting(file, { fromWallMs: start + 5000, offsetMs: 86_400_000 });
    writeFileSync(file, `${readFileSync(file, 'utf8')}[17952`);
    const wall = handWound(start + 9000);
    const clock = createLocalClock({ ...wall, history: readClockHistory(file) });
    expect(clock.now()).toBe('2026-11-22T09:00:09.000Z');
    expect(clock.atWallMs(start + 4000)).toBe(start + 4000);
  });
});

describe('a request to move the clock', () => {
  it.each([
    ['PT24H', 86_400_000],
    ['P1D', 86_400_000],
    ['P2DT3H4M5S', 183_845_000],
    ['PT0.5S', 500],
    ['PT90M', 5_400_000],
  ])('%s is that many milliseconds of elapsed time', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['P', 'PT', 'P1M', 'P1Y', '24H', 'PT1H30', '-PT1H', ''])(
    '%s is no duration in days, hours, minutes and seconds',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );

  it('names a moment with an offset, or how far to go', () => {
    expect(readClockRequest({ now: '2026-10-25T01:30:00+01:00' }, start)).toBe(
      Date.parse('2026-10-25T00:30:00Z'),
    );
    expect(readClockRequest({ advance: 'PT1H' }, start)).toBe(start + 3_600_000);
  });

  it.each([
    [{ now: '2026-10-25T01:30:00' }],
    [{ now: '2026-02-30T00:00:00Z' }],
    [{ advance: 'tomorrow' }],
    [{ now: '2026-10-25T01:30:00Z', advance: 'PT1H' }],
    [{}],
    [null],
  ])('is refused when it is %j', (request) => {
    expect(() => readClockRequest(request, start)).toThrow('with an offset');
  });
});
