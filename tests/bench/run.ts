import { availableParallelism, loadavg } from 'node:os';
import { StartupError } from '../../infra/local/startup-error.ts';
import { HELP, readBenchOptions } from './bench-options.ts';
import { measure, type BenchReport } from './measure.ts';
import { printReport } from './print/print-report.ts';

const say = (line: string): void => {
  process.stderr.write(`… ${line}\n`);
};

/** Resolves with null when the person or the system asks to stop; a second time, ends at once. */
const waitForStop = (): Promise<null> =>
  new Promise((resolve) => {
    let asked = false;
    const ask = (): void => {
      if (asked) process.exit(130);
      asked = true;
      say('stopping');
      resolve(null);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  });

const describeMachine = (): BenchReport['machine'] => ({
  processors: availableParallelism(),
  node: process.version,
  loadAtStart: loadavg()[0] ?? 0,
});

const print = (report: BenchReport, json: boolean): void => {
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
};

const main = async (): Promise<number> => {
  const options = readBenchOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const machine = describeMachine();
  const cleanup = new AsyncDisposableStack();
  try {
    const measured = await Promise.race([measure(options, cleanup, say), waitForStop()]);
    if (measured === null) return 130;
    print({ machine, ...measured }, options.json);
    return 0;
  } finally {
    await cleanup.disposeAsync();
  }
};

try {
  process.exit(await main());
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
