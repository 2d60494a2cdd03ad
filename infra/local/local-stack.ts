import type { Instant } from '../../shared/kernel/instant.ts';
import type { LocalClock } from './clock.ts';
import type { StackStatus } from './control/stack-status.ts';
import type { StackDescription } from './stack-description.ts';

export interface LocalStackOptions {
  /** Port of the HTTP API; 0 takes any that is free. */
  readonly port: number;
  /** Keeps everything here across restarts; null keeps all in memory. */
  readonly dataFolder: string | null;
  /** Puts the clock to this moment at the start; null goes on from the data's clock, or from the wall clock. */
  readonly clock: Instant | null;
  /** For the functions' and the emulator's output; with a data folder, that one's `logs` is used. */
  readonly logFolder: string;
  /** A synthesized assembly to run; without it the project's own is synthesized. */
  readonly assemblyFolder?: string;
  /** Told what is being done, a line at a time. */
  readonly progress?: (line: string) => void;
  /** Called when the running stack cannot go on, with why; it has not been stopped yet. */
  readonly onFailure?: (why: string) => void;
}

/** A running stack. */
export interface LocalStack {
  /** The content of `stack.json`. */
  readonly description: StackDescription;
  readonly clock: LocalClock;
  readonly logFolder: string;
  /** From the clock's present on; before, moving the clock runs none. */
  startSchedules(): void;
  /**
   * Runs every schedule of the template once, one after another, due at the clock's present; also before they are
   * started. Changes nothing of when they fall due. Gives how many ran.
   */
  runSchedules(): Promise<number>;
  /** Moves the clock to this local moment (milliseconds) and gives how many schedules ran. */
  moveClockTo(localMs: number): Promise<number>;
  /** Resolves once every queue with a function behind it is empty and every stream is read to its end. */
  idle(): Promise<void>;
  status(): StackStatus;
  now(): Instant;
  /** Ends everything the stack started. */
  stop(): Promise<void>;
}
