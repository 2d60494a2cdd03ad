/** How somebody tries to reach a child. Weights, invented. */
export const CHANNELS = { phone: 60, visit: 15, text: 12, 'through-carer': 12, other: 1 };

/** How a try fails. Weights, invented. */
export const FAILED = {
  'no-answer': 55,
  'message-left': 25,
  'not-there': 15,
  'contact-refused': 5,
};

/** To whom an interview is offered. Weights, invented. */
export const OFFERED_TO = { child: 55, both: 35, 'parent-or-carer': 10 };

/** Why an interview was held after its 72 hours. Weights, invented. */
export const LATE_REASONS = {
  'could-not-make-contact': 40,
  'child-asked-for-later': 25,
  'no-practitioner-available': 15,
  'notified-late': 8,
  'child-first-declined': 8,
  'missing-again': 4,
};

/** Why a child does not want to talk. Weights, invented. */
export const DECLINE_REASONS = {
  'does-not-want-to-talk': 35,
  'does-not-see-it-as-missing': 25,
  'already-talked-to-someone': 15,
  'does-not-trust-services': 10,
  'no-reason-given': 10,
  'refused-on-arrival': 5,
};

/** Why there was no interview. Weights, invented. */
export const NOT_POSSIBLE = {
  'unable-to-contact': 50,
  'missing-again': 30,
  'moved-out-of-area': 10,
  'in-hospital': 5,
  'in-custody': 5,
};
