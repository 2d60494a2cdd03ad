import { HOUR_MS } from '../../../shared/kernel/instant.ts';
import type { Chance } from './chance.ts';
import { drawFound, drawReturned } from './end-data.ts';
import { writeInLondon } from './london.ts';
import { correcting, telling, type Telling, type Told } from './telling.ts';

const MINUTE_MS = 60_000;

const tellFound = ({ chance, rates, places }: Told, foundAt: number): Telling[] => {
  const at = foundAt + chance.spread(2, 45) * MINUTE_MS;
  const told = telling('found', at, drawFound(chance, foundAt, places));
  if (!chance.happens(rates.findCorrected)) return [told];
  const earlier = writeInLondon(foundAt - chance.integer(1, 15) * MINUTE_MS);
  const later = at + chance.spread(0.3, 8) * HOUR_MS;
  return [told, correcting('found', later, { ...told.data, foundAt: earlier })];
};

/** Mostly told within the hour and a half; now and then only the next day. */
const drawReturnDelay = (chance: Chance): number =>
  (chance.happens(0.1) ? chance.spread(180, 1800) : chance.spread(5, 90)) * MINUTE_MS;

const tellReturned = (
  { chance, course, rates }: Told,
  returnedAt: number,
  foundAt: number | null,
  notBefore: number,
): Telling[] => {
  const at = Math.max(notBefore, returnedAt) + drawReturnDelay(chance);
  const told = telling('returned', at, drawReturned(chance, course, { returnedAt, foundAt, at }));
  if (!chance.happens(rates.returnCorrected)) return [told];
  const shift = chance.integer(5, 180) * MINUTE_MS * (chance.happens(0.5) ? 1 : -1);
  const right = Math.max(course.foundAt ?? returnedAt, Math.min(at, returnedAt + shift));
  const corrected = { ...told.data, returnedAt: writeInLondon(right - (right % MINUTE_MS)) };
  return [told, correcting('returned', at + chance.spread(0.5, 30) * HOUR_MS, corrected)];
};

/** How the episode ends: found, returned, both or neither; `notBefore` keeps it after a reopening. */
export const tellEnd = (told: Told, notBefore: number): Telling[] => {
  const { chance, course, rates } = told;
  const { foundAt, returnedAt } = course;
  if (foundAt === null) return [];
  const apart = returnedAt === null || !chance.happens(rates.foundNotTold);
  const found = apart ? tellFound(told, foundAt) : [];
  const foundTold = Math.max(notBefore, found[0]?.at ?? 0);
  const foundInReturn = apart ? null : foundAt;
  return returnedAt === null
    ? found
    : [...found, ...tellReturned(told, returnedAt, foundInReturn, foundTold)];
};
