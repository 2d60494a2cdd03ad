/**
 * How the simulated people work. Shares are from 0 to 1. Where a figure is taken from docs/domain.md it says so; the
 * others are invented, so that every kind of ending, and every level of the ladder, can be seen in a few weeks.
 */
export interface WorkRates {
  /** How a task ends, by weight; `left`: nobody ever answers for it. */
  readonly endings: Readonly<Record<Ending, number>>;
  /** Of the interviews held: within 72 hours of the return. */
  readonly inTime: number;
  /** Of the tries to reach a child before it is reached: how likely one more fails. */
  readonly notReached: number;
  /** Of the interviews held: an appointment was missed before. */
  readonly missedBooking: number;
  /** Of the interviews with a child of whom other tasks are open: it covers them too. */
  readonly covers: number;
  /** Of the interviews held: written up. */
  readonly debriefed: number;
  /** Of the declined: the parent or carer was offered to tell something, and of these did. */
  readonly parentOffered: number;
  readonly parentGave: number;
  /** Of the tasks with a try: it was first recorded wrongly, and put right. */
  readonly corrected: number;
  /** Of the tasks nobody allocated: a manager gives it to somebody. */
  readonly allocatedByManager: number;
  /** Of the escalations that must be acknowledged: somebody does. */
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
  allocatedByManager: 0.85,
  acknowledged: 0.75,
};

/** How somebody tries to reach a child. Weights, invented. */
export const CHANNEL_WEIGHTS = { phone: 60, visit: 15, text: 12, 'through-carer': 12, other: 1 };

/** How a try fails. Weights, invented. */
export const ATTEMPT_RESULT_WEIGHTS = {
  'no-answer': 55,
  'message-left': 25,
  'not-there': 15,
  'contact-refused': 5,
};

/** To whom an interview is offered. Weights, invented. */
export const OFFERED_TO_WEIGHTS = { child: 55, both: 35, 'parent-or-carer': 10 };

/** Why an interview was held after its 72 hours. Weights, invented. */
export const LATE_REASON_WEIGHTS = {
  'could-not-make-contact': 40,
  'child-asked-for-later': 25,
  'no-practitioner-available': 15,
  'notified-late': 8,
  'child-first-declined': 8,
  'missing-again': 4,
};

/** Why a child does not want to talk. Weights, invented. */
export const DECLINE_REASON_WEIGHTS = {
  'does-not-want-to-talk': 35,
  'does-not-see-it-as-missing': 25,
  'already-talked-to-someone': 15,
  'does-not-trust-services': 10,
  'no-reason-given': 10,
  'refused-on-arrival': 5,
};

/** Why there was no interview. Weights, invented. */
export const NOT_POSSIBLE_WEIGHTS = {
  'unable-to-contact': 50,
  'missing-again': 30,
  'moved-out-of-area': 10,
  'in-hospital': 5,
  'in-custody': 5,
};
