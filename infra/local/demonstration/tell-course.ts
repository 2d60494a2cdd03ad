import { HOUR_MS } from '../../../shared/kernel/instant.ts';
import type { Chance } from './chance.ts';
import type { Course } from './course.ts';
import { writeInLondon } from './london.ts';
import type { ToldPlace } from './places.ts';
import type { Rates } from './rates.ts';
import { drawReport } from './report-data.ts';
import { tellCancelledAfterReturn, tellCancelledBeforeFound } from './tell-cancelled.ts';
import { tellEnd } from './tell-end.ts';
import { correcting, telling, type Telling, type Told } from './telling.ts';
import { drawUpdate } from './update-data.ts';

const MINUTE_MS = 60_000;

const drawUpdateCount = (chance: Chance, hours: number): number => {
  if (hours < 3) return chance.integer(0, 1);
  if (hours < 24) return chance.integer(0, 3);
  return chance.integer(1, hours < 72 ? 5 : 8);
};

const tellUpdates = (told: Told, after: number, before: number): Telling[] => {
  const { chance, course, places } = told;
  const count = drawUpdateCount(chance, (before - after) / HOUR_MS);
  const moments = Array.from({ length: count }, () => chance.between(after, before));
  let risk = course.riskLevel;
  return moments
    .sort((a, b) => a - b)
    .map((at) => {
      const update = drawUpdate(chance, course, risk, at, places);
      risk = update.riskLevel;
      return telling('updated', at, update.data);
    });
};

/** Put right within minutes, before anything else is told. */
const tellReportCorrection = (told: Told, reported: Telling): Telling[] => {
  const { chance, course, rates, report } = told;
  if (!chance.happens(rates.reportCorrected)) return [];
  const earlier = course.reportedAt - chance.integer(5, 60) * MINUTE_MS;
  return [
    correcting('reported', reported.at + chance.spread(0.1, 2) * MINUTE_MS, {
      ...report,
      reportedAt: writeInLondon(earlier),
    }),
  ];
};

const byTime = (a: Telling, b: Telling): number => a.at - b.at;

/** A system records one event at a time: at least a second between two. */
const spaceOut = (tellings: readonly Telling[]): Telling[] => {
  let earliest = 0;
  return tellings.toSorted(byTime).map((told) => {
    const at = Math.max(told.at, earliest);
    earliest = at + 1000;
    return { ...told, at };
  });
};

/** What the force's system records of an episode, in order of time. */
export const tellCourse = (
  chance: Chance,
  course: Course,
  rates: Rates,
  places: readonly ToldPlace[],
): Telling[] => {
  const report = drawReport(chance, course, places);
  const told = { chance, course, rates, places, report };
  const reported = telling(
    'reported',
    course.reportedAt + chance.spread(3, 40) * MINUTE_MS,
    report,
  );
  if (course.cancellation?.when === 'before-found') {
    return spaceOut(tellCancelledBeforeFound(told, reported, course.cancellation));
  }
  const quietFrom = course.foundAt ?? reported.at;
  const updates = quietFrom > reported.at ? tellUpdates(told, reported.at, quietFrom) : [];
  const whole = [
    reported,
    ...tellReportCorrection(told, reported),
    ...updates,
    ...tellEnd(told, reported.at),
  ];
  return spaceOut(
    course.cancellation === null
      ? whole
      : tellCancelledAfterReturn(told, whole, course.cancellation),
  );
};
