import type { LocalClock } from '../clock.ts';
import { StartupError } from '../startup-error.ts';
import type { LocalFunction } from '../functions/local-function.ts';
import type { ScheduleModel } from '../template/stack-model.ts';
import { pause } from './event-source.ts';
import { readScheduleExpression } from './schedule-expression.ts';
import type { NextDue } from './schedule-expression.ts';
import { randomUUID } from 'node:crypto';
import { toInstant } from '../../../shared/kernel/instant.ts';
import { ACCOUNT, REGION } from '../template/endpoints.ts';

export interface Schedules {
  /** Runs what falls due from the clock's present. What fell due before is not run. */
  start(): void;
  /**
   * Moves the clock forward to this local moment and runs what falls due on the way, in order, each awaited and with the
   * clock at its own due time. Returns how many ran. Throws a StartupError for a moment in the past.
   */
  moveClockTo(localMs: number): Promise<number>;
  /**
   * Runs every schedule once, or those of one function, in turn, due at the clock's present, started or not; when each
   * falls due by itself stays as it is. Returns how many ran.
   */
  runNow(functionName?: string): Promise<number>;
  stop(): Promise<void>;
}

export interface ScheduledFunction {
  readonly schedule: ScheduleModel;
  readonly target: LocalFunction;
  readonly retries: number;
}

interface Entry extends ScheduledFunction {
  readonly nextDue: NextDue;
  /** Infinity when it never falls due again. */
  dueMs: number;
}

/** The clock may be moved while a schedule waits, so it looks again at least this often. */
const LOOK_AGAIN_MS = 250;

const refuse = (why: string): Error => new StartupError(why);

class LocalSchedules implements Schedules {
  readonly #clock: LocalClock;
  readonly #entries: Entry[];
  readonly #ending = new AbortController();
  #started = false;
  #ticking: Promise<void> = Promise.resolve();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(clock: LocalClock, scheduled: readonly ScheduledFunction[]) {
    this.#clock = clock;
    this.#entries = scheduled.map((one) => ({
      ...one,
      nextDue: readScheduleExpression(one.schedule.expression, one.schedule.timeZone, refuse),
      dueMs: Infinity,
    }));
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    const nowMs = this.#clock.nowMs();
    for (const entry of this.#entries) entry.dueMs = entry.nextDue(nowMs) ?? Infinity;
    this.#ticking = this.#tick();
  }

  moveClockTo(localMs: number): Promise<number> {
    return this.#inTurn(async () => {
      if (localMs < this.#clock.nowMs())
        throw new StartupError(
          `The clock only goes forward. It is ${this.#clock.now()} now: choose a later time.`,
        );
      const ran = await this.#runUpTo(localMs, (dueMs) => {
        this.#stepTo(dueMs);
      });
      this.#stepTo(localMs);
      return ran;
    });
  }

  runNow(functionName?: string): Promise<number> {
    const chosen = this.#entries.filter(
      ({ schedule }) => functionName === undefined || schedule.functionName === functionName,
    );
    return this.#inTurn(async () => {
      const nowMs = this.#clock.nowMs();
      let ran = 0;
      for (const entry of chosen) {
        if (this.#ending.signal.aborted) break;
        await this.#run(entry, nowMs);
        ran += 1;
      }
      return ran;
    });
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#ticking;
    await this.#turn;
  }

  /** The clock ticks while schedules run, and may be past the moment by itself. */
  #stepTo(localMs: number): void {
    if (localMs > this.#clock.nowMs()) this.#clock.setTo(localMs);
  }

  async #tick(): Promise<void> {
    while (!this.#ending.signal.aborted) {
      await this.#inTurn(() => this.#runUpTo(this.#clock.nowMs(), () => undefined));
      const waitMs = this.#earliestDue() - this.#clock.nowMs();
      await pause(Math.min(Math.max(waitMs, 0), LOOK_AGAIN_MS), this.#ending.signal);
    }
  }

  #earliestDue(): number {
    return Math.min(Infinity, ...this.#entries.map((entry) => entry.dueMs));
  }

  async #runUpTo(untilMs: number, before: (dueMs: number) => void): Promise<number> {
    let ran = 0;
    for (;;) {
      const dueMs = this.#earliestDue();
      if (dueMs > untilMs || this.#ending.signal.aborted) return ran;
      before(dueMs);
      for (const entry of this.#entries.filter((one) => one.dueMs === dueMs)) {
        entry.dueMs = entry.nextDue(dueMs) ?? Infinity;
        await this.#run(entry, dueMs);
        ran += 1;
      }
    }
  }

  async #run({ schedule, target, retries }: ScheduledFunction, dueMs: number): Promise<void> {
    const event = buildScheduleEvent(schedule, dueMs);
    for (let attempt = 0; attempt <= retries; attempt += 1) {
      const outcome = await target.invoke(event);
      if (outcome.ok || this.#ending.signal.aborted) return;
    }
  }

  /** One after another: the ticking clock and a moved one must not run the same schedule. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

export const createSchedules = (
  clock: LocalClock,
  scheduled: readonly ScheduledFunction[],
): Schedules => new LocalSchedules(clock, scheduled);

const formatDue = (dueMs: number): string => toInstant(dueMs).replace(/\.\d{3}Z$/, 'Z');

const fillPlaceholders = (
  schedule: ScheduleModel,
  input: string,
  dueMs: number,
  id: string,
): string => {
  const values: Record<string, string> = {
    '<aws.scheduler.scheduled-time>': formatDue(dueMs),
    '<aws.scheduler.schedule-arn>': schedule.arn,
    '<aws.scheduler.execution-id>': id,
    '<aws.scheduler.attempt-number>': '1',
  };
  return input.replaceAll(/<aws\.scheduler\.[a-z-]+>/g, (name) => values[name] ?? name);
};

/** The event with which a schedule invokes its function: the template's own input, or what the service sends. */
export const buildScheduleEvent = (schedule: ScheduleModel, dueMs: number): unknown => {
  const id = randomUUID();
  if (schedule.input !== null)
    return JSON.parse(fillPlaceholders(schedule, schedule.input, dueMs, id));
  return {
    version: '0',
    id,
    'detail-type': 'Scheduled Event',
    source: schedule.kind === 'rule' ? 'aws.events' : 'aws.scheduler',
    account: ACCOUNT,
    time: formatDue(dueMs),
    region: REGION,
    resources: [schedule.arn],
    detail: schedule.kind === 'rule' ? {} : '{}',
  };
};
