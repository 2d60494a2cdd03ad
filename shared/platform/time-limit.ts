/** The part of a run's time that is kept for what was begun, and for what comes at the end. */
const KEPT = 0.25;

/** Whether a run that has so much time from now on may begin something else. */
export const createTimeLimit = (remainingMs: () => number): (() => boolean) => {
  const kept = remainingMs() * KEPT;
  return () => remainingMs() > kept;
};
