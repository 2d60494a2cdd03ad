import { HOUR_MS, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import type { RiskLevel } from '../../../shared/kernel/risk-level.ts';
import type { Category } from '../../../shared/police-contract/allowed-values.ts';
import type { Child } from './child.ts';
import type { Rates } from './rates.ts';
import { createRandom, type Random } from './random.ts';

const LONGEST_HOURS = 21 * 24;

const SHORTEST_HOURS = 0.4;

/** A child who is never found is not reported again for this long. */
const SILENCE_HOURS = 90 * 24;

export interface Cancellation {
  readonly when: 'before-found' | 'after-return';
  readonly reason: 'reported-in-error' | 'not-missing' | 'other';
  readonly reopened: boolean;
}

/** What happened in one missing episode, whether or not it is reported. Instants in milliseconds. */
export interface Timeline {
  readonly child: Child;
  readonly key: string;
  readonly reportedAt: number;
  /** Null when the child is never found. */
  readonly foundAt: number | null;
  /** Null when the return is never confirmed. */
  readonly returnedAt: number | null;
  readonly category: Category;
  readonly riskLevel: RiskLevel;
  readonly cancellation: Cancellation | null;
  readonly reportedTwice: boolean;
  readonly withoutIdentifiers: boolean;
}

const roundToMinute = (ms: number): number => ms - (ms % MINUTE_MS);

const generateHoursMissing = (random: Random, rates: Rates): number => {
  const share = random.uniform(0, 1);
  if (share < rates.foundWithinDay) return random.logUniform(SHORTEST_HOURS, 23.9);
  if (share < rates.foundWithinTwoDays) return random.uniform(24.1, 47.9);
  return random.logUniform(48.1, LONGEST_HOURS);
};

const computeLogUniformMean = (least: number, most: number): number =>
  (most - least) / Math.log(most / least);

export const computeMeanHoursMissing = (rates: Rates): number =>
  rates.foundWithinDay * computeLogUniformMean(SHORTEST_HOURS, 23.9) +
  (rates.foundWithinTwoDays - rates.foundWithinDay) * 36 +
  (1 - rates.foundWithinTwoDays) * computeLogUniformMean(48.1, LONGEST_HOURS);

const generateCancellation = (random: Random, rates: Rates): Cancellation | null => {
  const cancelled = random.happens(rates.cancelled);
  const cancellation: Cancellation = {
    when: random.happens(0.6) ? 'before-found' : 'after-return',
    reason: random.pickWeighted({ 'reported-in-error': 3, 'not-missing': 5, other: 1 }),
    reopened: random.happens(rates.reopened),
  };
  return cancelled ? cancellation : null;
};

export const generateTimeline = (
  seed: number,
  child: Child,
  number: number,
  start: number,
  rates: Rates,
): Timeline => {
  const key = `${child.key}/${number}`;
  const random = createRandom(seed, 'course', key);
  const reportedAt = roundToMinute(start + MINUTE_MS);
  const silent = random.happens(rates.neverHeardAgain);
  const foundAt = roundToMinute(reportedAt + generateHoursMissing(random, rates) * HOUR_MS);
  const home = random.happens(0.2) ? 0 : random.logUniform(0.2, 6) * HOUR_MS;
  const confirmed = !silent && !random.happens(rates.returnNotConfirmed);
  const cancellation = silent ? null : generateCancellation(random, rates);
  return {
    child,
    key,
    reportedAt,
    foundAt: silent ? null : foundAt,
    returnedAt: confirmed || cancellation !== null ? roundToMinute(foundAt + home) : null,
    category: child.lookedAfter && random.happens(0.25) ? 'away-from-placement' : 'missing',
    riskLevel: random.pickWeighted({ 'very-low': 6, low: 22, medium: 52, high: 20 }),
    cancellation,
    reportedTwice: random.happens(rates.reportedTwice) && cancellation === null && !silent,
    withoutIdentifiers: random.happens(rates.withoutIdentifiers),
  };
};

export const readNextPossibleStart = ({ reportedAt, foundAt, returnedAt }: Timeline): number => {
  if (foundAt === null) return reportedAt + SILENCE_HOURS * HOUR_MS;
  return Math.max(foundAt, returnedAt ?? foundAt + 2 * HOUR_MS) + 0.5 * HOUR_MS;
};
