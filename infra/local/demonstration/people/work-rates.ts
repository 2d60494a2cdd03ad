/**
 * How the simulated people work. Shares are from 0 to 1. Where a figure is taken from docs/domain.md it says so; the
 * others are invented, so that every kind of ending, and every level of the ladder, can be seen in a few weeks.
 */
export interface WorkRates {
  /** How a task ends, by weight; `left`: it stays open. */
  readonly endings: Readonly<Record<Ending, number>>;
  /** Of the interviews held: within 72 hours of the return. */
  readonly inTime: number;
  readonly notReached: number;
  readonly missedBooking: number;
  /** Of the interviews with a child of whom other tasks are open: it covers them too. */
  readonly covers: number;
  readonly debriefed: number;
  /** Of the declined: the parent or carer was offered an interview, and of these gave one. */
  readonly parentOffered: number;
  readonly parentGave: number;
  /** Of the tasks with an attempt: it was first recorded wrongly, and corrected. */
  readonly corrected: number;
  /** Of the interviews held: it was first recorded with the wrong time. */
  readonly outcomeCorrected: number;
  /** Of the declined: the child talked later. */
  readonly talksLater: number;
  readonly allocatedByManager: number;
  readonly acknowledged: number;
}

export type Ending = 'completed' | 'declined' | 'not-possible' | 'left';

/**
 * Of the completed interviews 63 % were held within 72 hours (Missing People, FOI study 2023/24: the average of all
 * authorities; in a study of one force 42 %). Of the offers 19 to 100 % were completed: here about two thirds.
 */
export const DEFAULT_WORK_RATES: WorkRates = {
  endings: { completed: 66, declined: 15, 'not-possible': 12, left: 7 },
  inTime: 0.63,
  notReached: 0.4,
  missedBooking: 0.12,
  covers: 0.7,
  debriefed: 0.95,
  parentOffered: 0.8,
  parentGave: 0.4,
  corrected: 0.04,
  outcomeCorrected: 0.03,
  talksLater: 0.2,
  allocatedByManager: 0.85,
  acknowledged: 0.75,
};

export const CHANNEL_WEIGHTS = { phone: 60, visit: 15, text: 12, 'through-carer': 12, other: 1 };

export const ATTEMPT_RESULT_WEIGHTS = {
  'no-answer': 55,
  'message-left': 25,
  'not-there': 15,
  'contact-refused': 5,
};

export const OFFERED_TO_WEIGHTS = { child: 55, both: 35, 'parent-or-carer': 10 };

export const WISHED_PLACE_WEIGHTS = {
  'no-wish': 40,
  home: 25,
  school: 15,
  'out-of-home': 15,
  online: 5,
};

export const LATE_REASON_WEIGHTS = {
  'could-not-make-contact': 40,
  'child-asked-for-later': 25,
  'no-practitioner-available': 15,
  'notified-late': 8,
  'child-first-declined': 8,
  'missing-again': 4,
};

export const DECLINE_REASON_WEIGHTS = {
  'does-not-want-to-talk': 35,
  'does-not-see-it-as-missing': 25,
  'already-talked-to-someone': 15,
  'does-not-trust-services': 10,
  'no-reason-given': 10,
  'refused-on-arrival': 5,
};

export const NOT_POSSIBLE_WEIGHTS = {
  'unable-to-contact': 50,
  'missing-again': 30,
  'moved-out-of-area': 10,
  'in-hospital': 5,
  'in-custody': 5,
  abroad: 2,
};
