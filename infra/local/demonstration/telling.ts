import type { Chance } from './chance.ts';
import type { Course } from './course.ts';
import type { ToldPlace } from './places.ts';
import type { Rates } from './rates.ts';
import type { Members } from './report-data.ts';
import type { NotificationKind } from '../../../shared/police-contract/allowed-values.ts';

/** One event as the force's system recorded it, before it is sent. */
export interface Telling {
  /** When it was recorded, in milliseconds; distinct within an episode. */
  readonly at: number;
  readonly kind: NotificationKind;
  readonly correction: boolean;
  readonly data: Members;
}

/** What is needed to tell of one episode. */
export interface Told {
  readonly chance: Chance;
  readonly course: Course;
  readonly rates: Rates;
  readonly places: readonly ToldPlace[];
  readonly report: Members;
}

/** An event told for the first time. */
export const telling = (kind: NotificationKind, at: number, data: Members): Telling => ({
  at: Math.floor(at),
  kind,
  correction: false,
  data,
});

/** An event told again because the first was wrong: the later `at` wins. */
export const correcting = (kind: NotificationKind, at: number, data: Members): Telling => ({
  ...telling(kind, at, data),
  correction: true,
});
