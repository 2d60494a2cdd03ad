import { DAY_MS, HOUR_MS, type Instant, toInstant, toMs } from '../../../shared/kernel/instant.ts';
import { SCHEDULES } from '../../schedules.ts';
import { type NextDue, readScheduleExpression } from '../sources/schedule-expression.ts';
import type { FeedMessage } from './feed-message.ts';
import type { SimulatedStaff } from './people/simulated-staff.ts';
import type { SendBatch } from './play.ts';

/** What a history is played on: the functions in memory, or a running stack. */
export interface HistoryDoor {
  /** The police send at the clock's present. */
  readonly send: SendBatch;
  /** Moves the clock to this instant, never back. */
  readonly moveTo: (instant: Instant) => void;
  /** Runs what a schedule starts, due at the clock's present. */
  readonly run: (name: 'sweep' | 'digest' | 'detect') => Promise<void>;
  /** Resolves when nothing is left that can be done at the clock's present. */
  readonly finish: () => Promise<void>;
  /** When a level of the ladder falls due or a message may be sent; null when nothing waits for a sweep. */
  readonly findSweepDue: () => Promise<Instant | null>;
}

export interface PlayHistory {
  readonly feed: readonly FeedMessage[];
  readonly from: Instant;
  readonly until: Instant;
  readonly door: HistoryDoor;
  readonly staff: SimulatedStaff;
  readonly progress?: (sent: number, now: Instant) => void;
  readonly signal?: AbortSignal;
}

/** Somebody or something that acts by itself. */
interface Actor {
  /** Infinity for never. */
  readonly findNextMs: (nowMs: number) => number | Promise<number>;
  readonly act: (now: Instant) => Promise<unknown>;
}

/** Forces send one message after another; ten at most in one request. */
const MOST_AT_ONCE = 10;

const createPolice = ({ feed, door, progress }: PlayHistory): Actor => {
  let sent = 0;
  return {
    findNextMs: () => toMsOrNever(feed[sent]?.sentAt),
    act: async (now) => {
      const later = feed.slice(sent, sent + MOST_AT_ONCE).findIndex(({ sentAt }) => sentAt > now);
      const batch = feed.slice(sent, sent + (later < 0 ? MOST_AT_ONCE : later));
      await door.send(batch);
      sent += batch.length;
      progress?.(sent, now);
    },
  };
};

const toMsOrNever = (instant: Instant | null | undefined): number =>
  instant == null ? Infinity : toMs(instant);

/** Staff record each step when it is due. */
const createWorkingStaff = ({ staff }: PlayHistory): Actor => ({
  findNextMs: () => toMsOrNever(staff.findNextStep()),
  act: (now) => staff.workUntil(now),
});

const refuse = (why: string): Error => new Error(why);

const readInLondon = (expression: string): NextDue =>
  readScheduleExpression(expression, 'Europe/London', refuse);

/** To save time, staff look at their lists less often than once a minute, as they do later: least at first. */
const [LOOKS_AT_FIRST, LOOKS_LATELY] = ['cron(0 8,14 * * ? *)', 'cron(0 8-18/2 * * ? *)'];
const LATELY_MS = 14 * DAY_MS;

const createReadingStaff = ({ staff, from, until }: PlayHistory): Actor => {
  const [atFirst, lately] = [readInLondon(LOOKS_AT_FIRST), readInLondon(LOOKS_LATELY)];
  const findNext = (ms: number): number =>
    (ms < toMs(until) - LATELY_MS ? atFirst : lately)(ms) ?? Infinity;
  let nextMs = findNext(toMs(from));
  return {
    findNextMs: () => nextMs,
    act: async (now) => {
      nextMs = findNext(toMs(now));
      await staff.readWork(now);
      await staff.acknowledge(now);
    },
  };
};

const HALF_A_DAY_MS = 12 * HOUR_MS;

/** Once a day: when detection has the whole night for itself, its first run does everything. */
const createDaily = ({ from, door }: PlayHistory, name: 'digest' | 'detect'): Actor => {
  const nextDue = readInLondon(SCHEDULES[name]);
  let nextMs = nextDue(toMs(from)) ?? Infinity;
  return {
    findNextMs: () => nextMs,
    act: async (now) => {
      nextMs = nextDue(toMs(now) + HALF_A_DAY_MS) ?? Infinity;
      await door.run(name);
    },
  };
};

/** The first sweep after something is due. All the others would do nothing. */
const createSweeps = ({ door }: PlayHistory): Actor => {
  const nextSweep = readInLondon(SCHEDULES.sweep);
  return {
    findNextMs: async (nowMs) => {
      const dueMs = toMsOrNever(await door.findSweepDue());
      return dueMs === Infinity ? Infinity : (nextSweep(Math.max(dueMs, nowMs) - 1) ?? Infinity);
    },
    act: () => door.run('sweep'),
  };
};

/** The earliest, and of several at the same moment the first. */
const findEarliest = async (actors: readonly Actor[], nowMs: number) => {
  let earliest: { readonly atMs: number; readonly actor: Actor } | null = null;
  for (const actor of actors) {
    const atMs = await actor.findNextMs(nowMs);
    if (earliest === null || atMs < earliest.atMs) earliest = { atMs, actor };
  }
  return earliest;
};

/**
 * Plays a history up to its end: police, staff and schedules each act at their own moment, so that everything has the
 * time that it would have had. What follows from one act is done before the next.
 */
export const playHistory = async (playing: PlayHistory): Promise<void> => {
  const { from, until, door, signal } = playing;
  const actors = [
    createPolice(playing),
    createWorkingStaff(playing),
    createReadingStaff(playing),
    createDaily(playing, 'digest'),
    createDaily(playing, 'detect'),
    createSweeps(playing),
  ];
  let nowMs = toMs(from);
  while (signal?.aborted !== true) {
    const next = await findEarliest(actors, nowMs);
    if (next === null || next.atMs >= toMs(until)) break;
    nowMs = Math.max(nowMs, next.atMs);
    door.moveTo(toInstant(nowMs));
    await next.actor.act(toInstant(nowMs));
    await door.finish();
  }
  if (signal?.aborted !== true) door.moveTo(until);
};
