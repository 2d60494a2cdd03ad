import type { NotificationKind } from '../../../shared/police-contract/allowed-values.ts';
import type { Place } from './places.ts';
import type { Rates } from './rates.ts';
import type { Random } from './random.ts';
import type { Timeline, Cancellation } from './timeline.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import { formatInLondon } from './rhythm.ts';
import {
  type Fields,
  generateFound,
  generateReturned,
  generateReport,
  generateUpdate,
} from './event-data.ts';
import { CANCELLATION_NOTES } from './wordings.ts';

export interface PlannedEvent {
  /** When it was recorded, in milliseconds; distinct within an episode. */
  readonly at: number;
  readonly kind: NotificationKind;
  readonly correction: boolean;
  readonly data: Fields;
}

export interface EventContext {
  readonly random: Random;
  readonly timeline: Timeline;
  readonly rates: Rates;
  readonly places: readonly Place[];
  readonly report: Fields;
}

export const createEvent = (kind: NotificationKind, at: number, data: Fields): PlannedEvent => ({
  at: Math.floor(at),
  kind,
  correction: false,
  data,
});

export const createCorrection = (
  kind: NotificationKind,
  at: number,
  data: Fields,
): PlannedEvent => ({
  ...createEvent(kind, at, data),
  correction: true,
});

const planFound = ({ random, rates, places }: EventContext, foundAt: number): PlannedEvent[] => {
  const at = foundAt + random.logUniform(2, 45) * MINUTE_MS;
  const event = createEvent('found', at, generateFound(random, foundAt, places));
  if (!random.happens(rates.findCorrected)) return [event];
  const earlier = formatInLondon(foundAt - random.integer(1, 15) * MINUTE_MS);
  const later = at + random.logUniform(0.3, 8) * HOUR_MS;
  return [event, createCorrection('found', later, { ...event.data, foundAt: earlier })];
};

const generateReturnDelay = (random: Random): number =>
  (random.happens(0.1) ? random.logUniform(180, 1800) : random.logUniform(5, 90)) * MINUTE_MS;

const planReturned = (
  { random, timeline, rates }: EventContext,
  returnedAt: number,
  foundAt: number | null,
  notBefore: number,
): PlannedEvent[] => {
  const at = Math.max(notBefore, returnedAt) + generateReturnDelay(random);
  const event = createEvent(
    'returned',
    at,
    generateReturned(random, timeline, { returnedAt, foundAt, at }),
  );
  if (!random.happens(rates.returnCorrected)) return [event];
  const shift = random.integer(5, 180) * MINUTE_MS * (random.happens(0.5) ? 1 : -1);
  const right = Math.max(timeline.foundAt ?? returnedAt, Math.min(at, returnedAt + shift));
  const corrected = { ...event.data, returnedAt: formatInLondon(right - (right % MINUTE_MS)) };
  return [
    event,
    createCorrection('returned', at + random.logUniform(0.5, 30) * HOUR_MS, corrected),
  ];
};

/** Found, returned, both or neither. `notBefore` is the time of a reopening. */
export const planEnd = (context: EventContext, notBefore: number): PlannedEvent[] => {
  const { random, timeline, rates } = context;
  const { foundAt, returnedAt } = timeline;
  if (foundAt === null) return [];
  const isSeparate = returnedAt === null || !random.happens(rates.foundNotReported);
  const found = isSeparate ? planFound(context, foundAt) : [];
  const foundReportedAt = Math.max(notBefore, found[0]?.at ?? 0);
  const foundInReturn = isSeparate ? null : foundAt;
  return returnedAt === null
    ? found
    : [...found, ...planReturned(context, returnedAt, foundInReturn, foundReportedAt)];
};

const createCancellation = (at: number, { reason }: Cancellation): PlannedEvent =>
  createEvent('cancelled', at, { reason, note: CANCELLATION_NOTES[reason] });

/** Cancelled before the child was found, and perhaps reported again. */
export const planCancelledBeforeFound = (
  context: EventContext,
  reported: PlannedEvent,
  cancellation: Cancellation,
): PlannedEvent[] => {
  const { random, report } = context;
  const at = reported.at + random.logUniform(5, 240) * MINUTE_MS;
  const cancelled = createCancellation(at, cancellation);
  if (!cancellation.reopened) return [reported, cancelled];
  const again = createEvent('reported', at + random.logUniform(10, 180) * MINUTE_MS, report);
  return [reported, cancelled, again, ...planEnd(context, again.at)];
};

/** Cancelled after the return, and perhaps reopened by a second message of the return. */
export const planCancelledAfterReturn = (
  context: EventContext,
  events: readonly PlannedEvent[],
  cancellation: Cancellation,
): PlannedEvent[] => {
  const { random } = context;
  const last = Math.max(...events.map(({ at }) => at));
  const cancelled = createCancellation(last + random.logUniform(0.2, 12) * HOUR_MS, cancellation);
  const returned = events.findLast(({ kind }) => kind === 'returned');
  if (!cancellation.reopened || returned === undefined) return [...events, cancelled];
  const again = { ...returned, at: Math.floor(cancelled.at + random.logUniform(1, 10) * HOUR_MS) };
  return [...events, cancelled, again];
};

const chooseUpdateCount = (random: Random, hours: number): number => {
  if (hours < 3) return random.integer(0, 1);
  if (hours < 24) return random.integer(0, 3);
  return random.integer(1, hours < 72 ? 5 : 8);
};

const planUpdates = (context: EventContext, after: number, before: number): PlannedEvent[] => {
  const { random, timeline, places } = context;
  const count = chooseUpdateCount(random, (before - after) / HOUR_MS);
  const moments = Array.from({ length: count }, () => random.uniform(after, before));
  let risk = timeline.riskLevel;
  return moments
    .sort((a, b) => a - b)
    .map((at) => {
      const update = generateUpdate(random, timeline, risk, at, places);
      risk = update.riskLevel;
      return createEvent('updated', at, update.data);
    });
};

const planReportCorrection = (context: EventContext, reported: PlannedEvent): PlannedEvent[] => {
  const { random, timeline, rates, report } = context;
  if (!random.happens(rates.reportCorrected)) return [];
  const earlier = timeline.reportedAt - random.integer(5, 60) * MINUTE_MS;
  return [
    createCorrection('reported', reported.at + random.logUniform(0.1, 2) * MINUTE_MS, {
      ...report,
      reportedAt: formatInLondon(earlier),
    }),
  ];
};

const compareTime = (a: PlannedEvent, b: PlannedEvent): number => a.at - b.at;

/** A force's system records at least a second between two events. */
const spaceOut = (events: readonly PlannedEvent[]): PlannedEvent[] => {
  let earliest = 0;
  return events.toSorted(compareTime).map((event) => {
    const at = Math.max(event.at, earliest);
    earliest = at + 1000;
    return { ...event, at };
  });
};

export const planEvents = (
  random: Random,
  timeline: Timeline,
  rates: Rates,
  places: readonly Place[],
): PlannedEvent[] => {
  const report = generateReport(random, timeline, places);
  const context = { random, timeline, rates, places, report };
  const reported = createEvent(
    'reported',
    timeline.reportedAt + random.logUniform(3, 40) * MINUTE_MS,
    report,
  );
  if (timeline.cancellation?.when === 'before-found') {
    return spaceOut(planCancelledBeforeFound(context, reported, timeline.cancellation));
  }
  const quietFrom = timeline.foundAt ?? reported.at;
  const updates = quietFrom > reported.at ? planUpdates(context, reported.at, quietFrom) : [];
  const whole = [
    reported,
    ...planReportCorrection(context, reported),
    ...updates,
    ...planEnd(context, reported.at),
  ];
  return spaceOut(
    timeline.cancellation === null
      ? whole
      : planCancelledAfterReturn(context, whole, timeline.cancellation),
  );
};
