import type { Chance } from './chance.ts';
import type { Course } from './course.ts';
import { writeInLondon } from './london.ts';
import { pickPlace, type ToldPlace } from './places.ts';
import type { Members } from './report-data.ts';
import { FINDERS, INTERVIEW_SUMMARIES } from './wordings.ts';

const MINUTE_MS = 60_000;

/** Members of a `found`, told at `at` (milliseconds). */
export const drawFound = (
  chance: Chance,
  foundAt: number,
  places: readonly ToldPlace[],
): Members => ({
  foundAt: writeInLondon(foundAt),
  ...(chance.happens(0.8) ? { place: pickPlace(chance, places) } : {}),
  foundBy: chance.pick(FINDERS),
});

/** The police's own interview: held between the return and the message, or not held yet. */
const drawPreventionInterview = (chance: Chance, returnedAt: number, at: number): Members =>
  at - returnedAt > 40 * MINUTE_MS && chance.happens(0.8)
    ? {
        held: true,
        at: writeInLondon(returnedAt + chance.integer(10, 39) * MINUTE_MS),
        summary: chance.pick(INTERVIEW_SUMMARIES),
      }
    : { held: false };

const drawReturnedTo = ({ child }: Course): Members =>
  child.careHome === null
    ? {
        kind: child.lookedAfter ? 'care' : 'home',
        ...(child.homePostcode === null ? {} : { place: { postcode: child.homePostcode } }),
      }
    : {
        kind: 'care',
        name: child.careHome.name,
        place: { postcode: child.careHome.postcode, type: 'childrens-home' },
      };

/** Members of a `returned`, told at `at`; with when the child was found unless that was told apart. */
export const drawReturned = (
  chance: Chance,
  course: Course,
  told: { returnedAt: number; foundAt: number | null; at: number },
): Members => ({
  returnedAt: writeInLondon(told.returnedAt),
  ...(told.foundAt === null ? {} : { foundAt: writeInLondon(told.foundAt) }),
  returnedTo: drawReturnedTo(course),
  ...(chance.happens(0.6) ? { harmDisclosed: chance.happens(0.12) } : {}),
  ...(chance.happens(0.7)
    ? { preventionInterview: drawPreventionInterview(chance, told.returnedAt, told.at) }
    : {}),
});
