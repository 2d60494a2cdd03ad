import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LocalClock } from '../../infra/local/clock.ts';
import { createLocalClock } from '../../infra/local/clock.ts';
import type { LocalFunction } from '../../infra/local/functions/local-function.ts';
import { readScheduleExpression } from '../../infra/local/sources/schedule-expression.ts';
import type { Schedules } from '../../infra/local/sources/schedules.ts';
import { createSchedules } from '../../infra/local/sources/schedules.ts';
import type { ScheduleModel } from '../../infra/local/template/stack-model.ts';

const refuse = (why: string): Error => new Error(why);
type Zone = ScheduleModel['timeZone'];
const nextAfter = (expression: string, after: string, timeZone: Zone = 'UTC'): string | null => {
  const ms = readScheduleExpression(expression, timeZone, refuse)(Date.parse(after));
  return ms === null ? null : new Date(ms).toISOString();
};

describe('when a schedule falls due', () => {
  it.each([
    ['rate(1 minute)', '2026-11-21T09:00:30Z', '2026-11-21T09:01:00.000Z'],
    ['rate(15 minutes)', '2026-11-21T09:00:00Z', '2026-11-21T09:15:00.000Z'],
    ['rate(1 hour)', '2026-11-21T09:59:59Z', '2026-11-21T10:00:00.000Z'],
    ['rate(1 day)', '2026-11-21T09:00:00Z', '2026-11-22T00:00:00.000Z'],
    ['cron(0 6 * * ? *)', '2026-11-21T09:00:00Z', '2026-11-22T06:00:00.000Z'],
    ['cron(0/20 9-10 * * ? *)', '2026-11-21T09:40:00Z', '2026-11-21T10:00:00.000Z'],
    ['cron(0 8 ? * MON-FRI *)', '2026-11-21T09:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['cron(30 7 1 JAN,APR ? *)', '2026-11-21T09:00:00Z', '2027-01-01T07:30:00.000Z'],
    ['cron(0 0 29 2 ? *)', '2026-11-21T09:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('%s after %s is %s', (expression, after, due) => {
    expect(nextAfter(expression, after)).toBe(due);
  });

  it('is never again once the years of a cron expression are over', () => {
    expect(nextAfter('cron(0 0 1 1 ? 2020)', '2026-11-21T09:00:00Z')).toBeNull();
  });

  it('is always later than the moment asked about, and one period after the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 2e12 }), (n, ms) => {
        const next = readScheduleExpression(`rate(${n} minutes)`, 'UTC', refuse);
        const due = next(ms) ?? 0;
        expect(due).toBeGreaterThan(ms);
        expect(next(due)).toBe(due + n * 60_000);
      }),
    );
  });

  it.each([
    'rate(0 minutes)',
    'rate(1 week)',
    'at(2026-11-21T09:00:00)',
    'cron(0 6 * *)',
    'cron(0 0 L * ? *)',
    'cron(0 25 * * ? *)',
  ])('%s is refused', (expression) => {
    expect(() => readScheduleExpression(expression, 'UTC', refuse)).toThrow();
  });
});

/** All that falls due after `from`, up to and with `to`. */
const allDue = (expression: string, timeZone: Zone, from: string, to: string): string[] => {
  const next = readScheduleExpression(expression, timeZone, refuse);
  const found: string[] = [];
  for (let ms = next(Date.parse(from)); ms !== null && ms <= Date.parse(to); ms = next(ms))
    found.push(new Date(ms).toISOString());
  return found;
};

const LONDON = 'Europe/London';

/** How a clock on a wall in London shows an instant, read in another way than the schedules do. */
const inLondon = (ms: number): string =>
  new Date(ms).toLocaleString('sv-SE', { timeZone: LONDON }).slice(0, 16);

describe('a schedule in London', () => {
  it.each([
    ['in winter', '2026-11-21T09:00:00Z', '2026-11-22T08:00:00.000Z'],
    ['in summer', '2026-07-21T09:00:00Z', '2026-07-22T07:00:00.000Z'],
    ['the day before the clocks go back', '2026-10-24T00:00:00Z', '2026-10-24T07:00:00.000Z'],
    ['the day they go back', '2026-10-24T07:00:00Z', '2026-10-25T08:00:00.000Z'],
    ['the day before they go forward', '2027-03-27T00:00:00Z', '2027-03-27T08:00:00.000Z'],
    ['the day they go forward', '2027-03-27T08:00:00Z', '2027-03-28T07:00:00.000Z'],
  ])('at 8 in the morning means 8 on the wall %s', (_, after, due) => {
    expect(nextAfter('cron(0 8 * * ? *)', after, LONDON)).toBe(due);
  });

  it.each([
    ['2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', ['2026-03-30T00:30:00.000Z']],
    ['2027-03-27T12:00:00Z', '2027-03-29T12:00:00Z', ['2027-03-29T00:30:00.000Z']],
  ])('leaves out a time that the clocks skip in spring, after %s', (from, to, due) => {
    expect(allDue('cron(30 1 * * ? *)', LONDON, from, to)).toEqual(due);
  });

  it.each([
    ['2026-10-25T00:00:00Z', '2026-10-25T12:00:00Z', ['2026-10-25T00:30:00.000Z']],
    ['2027-10-31T00:00:00Z', '2027-10-31T12:00:00Z', ['2027-10-31T00:30:00.000Z']],
  ])(
    'runs once, the first time, at a time that comes twice in autumn, after %s',
    (from, to, due) => {
      expect(allDue('cron(30 1 * * ? *)', LONDON, from, to)).toEqual(due);
      expect(nextAfter('cron(30 1 * * ? *)', due[0] ?? '', LONDON)?.slice(0, 10)).not.toBe(
        from.slice(0, 10),
      );
    },
  );

  it('by a rate is not touched by a change of clocks', () => {
    const [from, to] = ['2026-10-25T00:00:00Z', '2026-10-25T03:00:00Z'] as const;
    expect(allDue('rate(30 minutes)', LONDON, from, to)).toEqual(
      allDue('rate(30 minutes)', 'UTC', from, to),
    );
  });

  it('falls due once each day at its own wall time, in every week of 2026 and 2027', () => {
    const weeks = fc.integer({ min: 0, max: 103 });
    fc.assert(
      fc.property(weeks, fc.integer({ min: 2, max: 23 }), (week, hour) => {
        const from = Date.parse('2026-01-01T00:00:00Z') + week * 7 * 86_400_000;
        const next = readScheduleExpression(`cron(15 ${hour} * * ? *)`, LONDON, refuse);
        const first = next(from) ?? 0;
        const days = [first];
        while (days.length < 8) days.push(next(days.at(-1) ?? 0) ?? 0);
        const walls = days.map(inLondon);
        expect(new Set(walls.map((wall) => wall.slice(11)))).toEqual(
          new Set([`${String(hour).padStart(2, '0')}:15`]),
        );
        const dates = walls.map((wall) => Date.parse(wall.slice(0, 10)));
        expect(dates).toEqual(dates.map((_, i) => (dates[0] ?? 0) + i * 86_400_000));
      }),
    );
  });
});

interface Run {
  readonly name: string;
  readonly event: { readonly time?: string; readonly id?: string };
  readonly clockSaid: string;
}

/** A function that records each run, and fails the given number of times. */
const recorder = (runs: Run[], clock: LocalClock, name: string, failures = 0): LocalFunction => {
  let left = failures;
  return {
    name,
    invoke: (event) => {
      runs.push({ name, event: event as Run['event'], clockSaid: clock.now() });
      left -= 1;
      const error = { errorType: 'Error', errorMessage: 'made to fail' };
      return Promise.resolve(
        left >= 0
          ? { ok: false, requestId: 'r', error }
          : { ok: true, requestId: 'r', response: null },
      );
    },
    counts: () => ({ invocations: 0, errors: 0, timeouts: 0, crashes: 0 }),
    onActivity: () => undefined,
    stop: () => Promise.resolve(),
  };
};

const schedule = (id: string, expression: string, input: string | null = null): ScheduleModel => ({
  id,
  expression,
  timeZone: 'UTC',
  functionName: id,
  kind: 'rule',
  arn: `arn:aws:events:eu-west-2:000000000000:rule/${id}`,
  input,
});

const morning = Date.parse('2026-11-21T09:00:30Z');

/** Schedules on a stopped clock, so that only the test moves time. */
const setUp = (models: readonly ScheduleModel[], failures = 0, retries = 0) => {
  const clock = createLocalClock({ wallNow: () => morning });
  clock.setTo(morning);
  const runs: Run[] = [];
  const schedules: Schedules = createSchedules(
    clock,
    models.map((model) => ({
      schedule: model,
      target: recorder(runs, clock, model.id, failures),
      retries,
    })),
  );
  onTestFinished(() => schedules.stop());
  return { clock, runs, schedules };
};

describe('moving the clock', () => {
  it('runs all that fell due on the way in order, each with its own time and the clock at it', async () => {
    const { clock, runs, schedules } = setUp([
      schedule('sweep', 'rate(1 minute)'),
      schedule('report', 'rate(2 minutes)'),
    ]);
    schedules.start();
    const ran = await schedules.moveClockTo(Date.parse('2026-11-21T09:03:10Z'));
    expect(ran).toBe(4);
    expect(runs.map(({ name, event, clockSaid }) => [name, event.time, clockSaid])).toEqual([
      ['sweep', '2026-11-21T09:01:00Z', '2026-11-21T09:01:00.000Z'],
      ['sweep', '2026-11-21T09:02:00Z', '2026-11-21T09:02:00.000Z'],
      ['report', '2026-11-21T09:02:00Z', '2026-11-21T09:02:00.000Z'],
      ['sweep', '2026-11-21T09:03:00Z', '2026-11-21T09:03:00.000Z'],
    ]);
    expect(clock.now()).toBe('2026-11-21T09:03:10.000Z');
  });

  it('runs no schedule twice when two move it at once', async () => {
    const { runs, schedules } = setUp([schedule('sweep', 'rate(1 minute)')]);
    schedules.start();
    const ran = await Promise.all([
      schedules.moveClockTo(Date.parse('2026-11-21T09:02:00Z')),
      schedules.moveClockTo(Date.parse('2026-11-21T09:04:00Z')),
    ]);
    expect(ran).toEqual([2, 2]);
    expect(new Set(runs.map(({ event }) => event.time)).size).toBe(4);
  });

  it('runs nothing before the schedules are started, nor makes up for it then', async () => {
    const { clock, runs, schedules } = setUp([schedule('sweep', 'rate(1 minute)')]);
    expect(await schedules.moveClockTo(Date.parse('2026-11-21T10:00:00Z'))).toBe(0);
    schedules.start();
    expect(await schedules.moveClockTo(Date.parse('2026-11-21T10:01:00Z'))).toBe(1);
    expect(runs.map(({ event }) => event.time)).toEqual(['2026-11-21T10:01:00Z']);
    expect(clock.now()).toBe('2026-11-21T10:01:00.000Z');
  });

  it('backwards is refused and changes nothing', async () => {
    const { clock, schedules } = setUp([schedule('sweep', 'rate(1 minute)')]);
    await expect(schedules.moveClockTo(morning - 1)).rejects.toThrow('only goes forward');
    expect(clock.nowMs()).toBe(morning);
  });

  it('tries a failed run again with the same event, as often as the template says', async () => {
    const { runs, schedules } = setUp([schedule('sweep', 'rate(1 minute)')], 5, 2);
    schedules.start();
    await schedules.moveClockTo(Date.parse('2026-11-21T09:01:00Z'));
    expect(runs).toHaveLength(3);
    expect(new Set(runs.map(({ event }) => event.id)).size).toBe(1);
  });

  it("fills the due time into the template's own input", async () => {
    const input = '{"time":"<aws.scheduler.scheduled-time>"}';
    const model = { ...schedule('sweep', 'rate(1 minute)', input), kind: 'scheduler' as const };
    const { runs, schedules } = setUp([model]);
    schedules.start();
    await schedules.moveClockTo(Date.parse('2026-11-21T09:01:00Z'));
    expect(runs[0]?.event).toEqual({ time: '2026-11-21T09:01:00Z' });
  });
});

describe('running all schedules now', () => {
  const models = [schedule('sweep', 'rate(1 minute)'), schedule('report', 'cron(0 8 * * ? *)')];

  it('runs each once at the present of the clock, also before they are started', async () => {
    const { clock, runs, schedules } = setUp(models);
    clock.setTo(Date.parse('2026-11-23T10:15:20Z'));
    expect(await schedules.runNow()).toBe(2);
    expect(runs.map(({ name, event }) => [name, event.time])).toEqual([
      ['sweep', '2026-11-23T10:15:20Z'],
      ['report', '2026-11-23T10:15:20Z'],
    ]);
    expect(await schedules.moveClockTo(Date.parse('2026-11-24T10:15:20Z'))).toBe(0);
  });

  it('leaves it as it was when each falls due by itself', async () => {
    const { runs, schedules } = setUp(models);
    schedules.start();
    await schedules.runNow();
    expect(await schedules.moveClockTo(Date.parse('2026-11-21T09:01:00Z'))).toBe(1);
    expect(runs.map(({ name, event }) => [name, event.time])).toEqual([
      ['sweep', '2026-11-21T09:00:30Z'],
      ['report', '2026-11-21T09:00:30Z'],
      ['sweep', '2026-11-21T09:01:00Z'],
    ]);
  });

  it('waits for a move of the clock that is under way', async () => {
    const { runs, schedules } = setUp([schedule('sweep', 'rate(1 minute)')]);
    schedules.start();
    await Promise.all([
      schedules.moveClockTo(Date.parse('2026-11-21T09:02:30Z')),
      schedules.runNow(),
    ]);
    expect(runs.map(({ event }) => event.time)).toEqual([
      '2026-11-21T09:01:00Z',
      '2026-11-21T09:02:00Z',
      '2026-11-21T09:02:30Z',
    ]);
  });
});
