/** The part of a run's time that is kept for what was begun, and for the bells. */
const KEPT = 0.25;

/** Whether a run that has so much time from now on may begin another task. */
export const createTimeLimit = (remainingMs: () => number): (() => boolean) => {
  const kept = remainingMs() * KEPT;
  return () => remainingMs() > kept;
};
