import { HOUR_MS } from '../../../shared/kernel/instant.ts';
import { createChance, type Chance } from './chance.ts';
import type { Child } from './child.ts';
import type { Rates } from './rates.ts';
import type { Category, RiskLevel } from '../../../shared/police-contract/allowed-values.ts';

const MINUTE_MS = 60_000;
/** The longest anybody of the demonstration stays missing. */
const LONGEST_HOURS = 21 * 24;
const SHORTEST_HOURS = 0.4;
/** A child of whom nothing is heard is not reported a second time for as long as this. */
const SILENCE_HOURS = 90 * 24;

/** How an episode is cancelled: before anybody was found, or after the return. */
export interface CourseCancellation {
  readonly when: 'before-found' | 'after-return';
  readonly reason: 'reported-in-error' | 'not-missing' | 'other';
  readonly reopened: boolean;
}

/** What really happened in one missing episode, before anybody told of it. Instants in milliseconds. */
export interface Course {
  readonly child: Child;
  /** Names the episode's own stream of chance. */
  readonly key: string;
  readonly reportedAt: number;
  /** Null: never heard of again. */
  readonly foundAt: number | null;
  /** Null: nobody confirms that the child is back. */
  readonly returnedAt: number | null;
  readonly category: Category;
  readonly riskLevel: RiskLevel;
  readonly cancellation: CourseCancellation | null;
  readonly reportedTwice: boolean;
  readonly withoutIdentifiers: boolean;
}

const wholeMinute = (ms: number): number => ms - (ms % MINUTE_MS);

const drawHoursMissing = (chance: Chance, rates: Rates): number => {
  const share = chance.between(0, 1);
  if (share < rates.foundWithinDay) return chance.spread(SHORTEST_HOURS, 23.9);
  if (share < rates.foundWithinTwoDays) return chance.between(24.1, 47.9);
  return chance.spread(48.1, LONGEST_HOURS);
};

const meanOfSpread = (least: number, most: number): number =>
  (most - least) / Math.log(most / least);

/** Mean hours from the report to the return, by the same rates. */
export const meanHoursMissing = (rates: Rates): number =>
  rates.foundWithinDay * meanOfSpread(SHORTEST_HOURS, 23.9) +
  (rates.foundWithinTwoDays - rates.foundWithinDay) * 36 +
  (1 - rates.foundWithinTwoDays) * meanOfSpread(48.1, LONGEST_HOURS);

const drawCancellation = (chance: Chance, rates: Rates): CourseCancellation | null => {
  const cancelled = chance.happens(rates.cancelled);
  const cancellation: CourseCancellation = {
    when: chance.happens(0.6) ? 'before-found' : 'after-return',
    reason: chance.weigh({ 'reported-in-error': 3, 'not-missing': 5, other: 1 }),
    reopened: chance.happens(rates.reopened),
  };
  return cancelled ? cancellation : null;
};

/** Draws the child's episode that is reported at that moment. */
export const drawCourse = (
  seed: number,
  child: Child,
  number: number,
  start: number,
  rates: Rates,
): Course => {
  const key = `${child.key}/${number}`;
  const chance = createChance(seed, 'course', key);
  const reportedAt = wholeMinute(start + MINUTE_MS);
  const silent = chance.happens(rates.neverHeardAgain);
  const foundAt = wholeMinute(reportedAt + drawHoursMissing(chance, rates) * HOUR_MS);
  const home = chance.happens(0.2) ? 0 : chance.spread(0.2, 6) * HOUR_MS;
  const confirmed = !silent && !chance.happens(rates.returnNotConfirmed);
  const cancellation = silent ? null : drawCancellation(chance, rates);
  return {
    child,
    key,
    reportedAt,
    foundAt: silent ? null : foundAt,
    returnedAt: confirmed || cancellation !== null ? wholeMinute(foundAt + home) : null,
    category: child.lookedAfter && chance.happens(0.25) ? 'away-from-placement' : 'missing',
    riskLevel: chance.weigh({ 'very-low': 6, low: 22, medium: 52, high: 20 }),
    cancellation,
    reportedTwice: chance.happens(rates.reportedTwice) && cancellation === null && !silent,
    withoutIdentifiers: chance.happens(rates.withoutIdentifiers),
  };
};

/** When the child can go missing again. */
export const freeAgainAt = ({ reportedAt, foundAt, returnedAt }: Course): number => {
  if (foundAt === null) return reportedAt + SILENCE_HOURS * HOUR_MS;
  return Math.max(foundAt, returnedAt ?? foundAt + 2 * HOUR_MS) + 0.5 * HOUR_MS;
};
