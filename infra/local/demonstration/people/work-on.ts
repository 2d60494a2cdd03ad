import type { Instant } from '../../../../shared/kernel/instant.ts';
import type { SimulatedStaff } from './simulated-staff.ts';

const PAUSE_MS = 4000;

export interface WorkOn {
  readonly staff: SimulatedStaff;
  /** The service's clock, which may be moved by others at any time. */
  readonly now: () => Instant;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * The people go on at the clock's own speed: every few seconds they look at their lists and do what has fallen due,
 * also what did when the clock was moved. Ends when the signal says so; fails when the service does not answer as
 * it should.
 */
export const workOn = async ({ staff, now, wait, signal }: WorkOn): Promise<void> => {
  try {
    while (!signal.aborted) {
      const instant = now();
      await staff.look(instant);
      await staff.work(instant);
      await staff.takeUp(instant);
      await wait(PAUSE_MS, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};
