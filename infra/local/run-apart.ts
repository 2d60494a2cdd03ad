import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Apart<Report> {
  readonly script: URL;
  /** Copied to the process. */
  readonly input: unknown;
  readonly onReport: (report: Report) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The message of the error that ended a process, as Node prints it. */
const findMessage = (printed: string): string =>
  /^(?:\w+)?Error(?: \[\w+\])?: (.*)$/m.exec(printed)?.[1] ?? printed.trim();

/**
 * Runs a script in a process of its own, whose memory the system has back when it ends. It ends with this process at the
 * latest. Rejects with the message of the error that ended it.
 */
export const runApart = <Report>({
  script,
  input,
  onReport,
  signal,
}: Apart<Report>): Promise<void> => {
  const child = fork(fileURLToPath(script), {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C in the terminal must reach the stack first, which then stops things in order.
    detached: true,
  });
  let printed = '';
  child.stderr?.on('data', (text: Buffer) => {
    printed += text.toString();
  });
  child.on('message', (report) => {
    onReport(report as Report);
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  signal?.addEventListener('abort', kill);
  if (signal?.aborted === true) kill();
  // It may end before it has read this.
  child.send({ input }, () => undefined);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      signal?.removeEventListener('abort', kill);
      if (code === 0) resolve();
      else reject(new Error(findMessage(printed)));
    });
  });
};

/** What the process was given, on its side. It ends when the one that started it does. */
export const readInput = <Input>(): Promise<Input> =>
  new Promise((resolve) => {
    process.once('disconnect', () => process.exit(1));
    process.once('message', ({ input }: { readonly input: Input }) => {
      resolve(input);
    });
  });

export const report = (content: unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(content, undefined, undefined, (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
