/** A failure that is ours, with nothing in it that a message could have brought from a record. */
export interface Fault {
  readonly name: string;
  /** Where it happened: frames only, without the error's message. */
  readonly frames: readonly string[];
}

/** What may be logged of an error: its message is left out, for it may quote data. */
export const describeFault = (error: unknown): Fault =>
  error instanceof Error
    ? { name: error.name, frames: framesOf(error.stack ?? '') }
    : { name: 'unknown', frames: [] };

const framesOf = (stack: string): readonly string[] =>
  stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
