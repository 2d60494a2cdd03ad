export interface Fault {
  readonly name: string;
  readonly frames: readonly string[];
}

/** What may be logged of an error. Its message is left out, because it may quote data. */
export const describeFault = (error: unknown): Fault =>
  error instanceof Error
    ? { name: error.name, frames: readFrames(error.stack ?? '') }
    : { name: 'unknown', frames: [] };

const readFrames = (stack: string): readonly string[] =>
  stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
