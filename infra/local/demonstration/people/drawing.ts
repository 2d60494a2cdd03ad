import type { Chance } from '../chance.ts';
import type { ItemSetting } from './draw-items.ts';
import type { Deed, Step } from './step.ts';
import type { WorkRates } from './work-rates.ts';

export const MINUTE_MS = 60_000;

/** As many as the authorities' settings asks for before a child is said not to be reached. */
export const CONTACT_ATTEMPTS = 3;

/** What is known of a task when its work begins. Milliseconds. */
export interface WorkSubject {
  readonly returnedAt: number;
  /** When the service knew of the return: nobody can begin before. */
  readonly knownAt: number;
  /** Where it is worked, and what emerges there. */
  readonly around: Omit<ItemSetting, 'heldAt'>;
}

/** From what the work of a task is drawn. */
export interface Drawing {
  readonly chance: Chance;
  readonly rates: WorkRates;
  readonly subject: WorkSubject;
}

/** People tell times to the minute. */
export const wholeMinute = (ms: number): number => ms - (ms % MINUTE_MS);

/** A step that is told so long after it happened. */
export const step = (name: string, happenedAt: number, typingMs: number, deed: Deed): Step => ({
  name,
  happenedAt: wholeMinute(happenedAt),
  toldAt: Math.ceil(happenedAt + typingMs),
  deed,
});

/** How long it takes somebody to come to their desk and tell it. */
export const typing = (chance: Chance): number => chance.spread(2, 40) * MINUTE_MS;
