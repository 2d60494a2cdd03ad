import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** The file that takes what a function's workers print. */
export interface FunctionLog {
  /** Follows an output of a worker until it ends. */
  follow(output: Readable): void;
  /** Adds a line of the stack's own about the function. */
  note(line: string): void;
  close(): Promise<void>;
}

export const openFunctionLog = (file: string): FunctionLog => {
  mkdirSync(dirname(file), { recursive: true });
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  stream.setMaxListeners(0);
  return {
    follow: (output) => {
      output.on('data', (chunk: Buffer) => stream.write(chunk));
    },
    note: (line) => stream.write(`${line}\n`),
    close: async () => {
      stream.end();
      await finished(stream);
    },
  };
};
