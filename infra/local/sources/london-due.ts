import {
  instantsInLondon,
  londonDateOf,
  londonTimeOf,
} from '../../../shared/kernel/london-time.ts';
import { instantFromMs, msOf } from '../../../shared/kernel/instant.ts';
import type { NextDue } from './next-due.ts';

/** What a clock in London shows, written as if it were UTC. To the minute, as cron expressions are. */
const wallAt = (ms: number): number => {
  const instant = instantFromMs(ms);
  return Date.parse(`${londonDateOf(instant)}T${londonTimeOf(instant)}Z`);
};

/** The first instant at which London shows this; null when it never does. */
const firstAt = (wall: number): number | null => {
  const text = instantFromMs(wall);
  const [first] = instantsInLondon(text.slice(0, 10), text.slice(11, 16));
  return first === undefined ? null : msOf(first);
};

/**
 * Turns a rule of wall time into one of instants in London, as EventBridge Scheduler does: a time that the clocks skip
 * in spring is left out, one that they show twice in autumn counts once.
 * (docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html, "Daylight savings time")
 */
export const dueInLondon =
  (nextOnWall: NextDue): NextDue =>
  (afterMs) => {
    let wall = nextOnWall(wallAt(afterMs));
    while (wall !== null) {
      const dueMs = firstAt(wall);
      if (dueMs !== null && dueMs > afterMs) return dueMs;
      wall = nextOnWall(wall);
    }
    return null;
  };
