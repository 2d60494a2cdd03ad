import { Worker } from 'node:worker_threads';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { StackContents } from '../stack-contents.ts';
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

export type HistoryReport =
  | ({ readonly kind: 'progress' } & HistoryProgress)
  | { readonly kind: 'contents'; readonly contents: StackContents };

/** Computes a history in a thread, which ends with the clean-up at the latest. */
export const computeHistory = (
  plan: HistoryPlan,
  onProgress: (progress: HistoryProgress) => void,
  cleanup: AsyncDisposableStack,
): Promise<StackContents> => {
  const worker = new Worker(new URL('history-worker.ts', import.meta.url), { workerData: plan });
  cleanup.defer(async () => {
    await worker.terminate();
  });
  return new Promise((resolve, reject) => {
    worker.on('message', (report: HistoryReport) => {
      if (report.kind === 'progress') onProgress(report);
      else resolve(report.contents);
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      reject(new Error('The demonstration ended before its history was there.'));
    });
  });
};
