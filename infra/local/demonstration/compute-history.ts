import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { ComingContents, ContentsPlaces, StackContents } from '../stack-contents.ts';
import type { HistoryOptions } from './create-history.ts';

export type HistoryPlan = Pick<
  HistoryOptions,
  'seed' | 'from' | 'until' | 'childrenPerMonth' | 'publicUrl'
>;

export interface HistoryProgress {
  readonly sent: number;
  readonly total: number;
  readonly now: Instant;
}

export type HistoryRequest =
  | { readonly kind: 'compute'; readonly plan: HistoryPlan }
  | { readonly kind: 'read' }
  | { readonly kind: 'store'; readonly places: ContentsPlaces };

export type HistoryReport =
  | ({ readonly kind: 'progress' } & HistoryProgress)
  | { readonly kind: 'contents'; readonly contents: StackContents }
  | { readonly kind: 'stored' };

type Report<Kind> = Extract<HistoryReport, { readonly kind: Kind }>;

const createReceiver = (child: ChildProcess) => {
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error('The demonstration ended before its history was there.'));
    });
  });
  // Nobody waits for it yet while the history is computed.
  ended.catch(() => undefined);
  return <Kind extends HistoryReport['kind']>(kind: Kind): Promise<Report<Kind>> => {
    const received = new Promise<Report<Kind>>((resolve) => {
      child.on('message', (report: HistoryReport) => {
        if (report.kind === kind) resolve(report as Report<Kind>);
      });
    });
    return Promise.race([received, ended]);
  };
};

/**
 * Computes a history in a process of its own, which ends with the clean-up at the latest. In a thread its memory would
 * not go back to the system: the stack would keep about 400 MB more.
 */
export const computeHistory = (
  plan: HistoryPlan,
  onProgress: (progress: HistoryProgress) => void,
  cleanup: AsyncDisposableStack,
): ComingContents => {
  const child = fork(fileURLToPath(new URL('history-process.ts', import.meta.url)), {
    serialization: 'advanced',
    // A group of its own: Ctrl-C in the terminal must reach the stack, which then ends it.
    detached: true,
  });
  cleanup.defer(() => {
    child.kill('SIGKILL');
  });
  const ask = (request: HistoryRequest): boolean => child.send(request);
  const receive = createReceiver(child);
  child.on('message', (report: HistoryReport) => {
    if (report.kind === 'progress') onProgress(report);
  });
  ask({ kind: 'compute', plan });
  return {
    read: async () => {
      ask({ kind: 'read' });
      return (await receive('contents')).contents;
    },
    store: async (places) => {
      ask({ kind: 'store', places });
      await receive('stored');
    },
  };
};
