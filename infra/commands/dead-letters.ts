import type { SQSEvent, SQSRecord } from 'aws-lambda';

export interface DeadLetterPorts {
  /** Some that wait, each then hidden from others for a while; none when no more are visible. */
  readonly receive: () => Promise<readonly SQSRecord[]>;
  /** Gives them to the function again, as the queue did. Returns the ids of those that failed. */
  readonly takeIn: (event: SQSEvent) => Promise<ReadonlySet<string>>;
  readonly remove: (records: readonly SQSRecord[]) => Promise<void>;
}

export interface ReplayReport {
  readonly replayed: number;
  /** They stay in the dead-letter queue. */
  readonly failed: number;
}

/**
 * Each message goes to the function with its own id and the time at which it was first sent, so it
 * is stored as it would have been then. Stopped in the middle, it can be run again: what was stored
 * and not removed is seen before.
 */
export const replayDeadLetters = async (
  { receive, takeIn, remove }: DeadLetterPorts,
  onProgress: (report: ReplayReport) => void,
): Promise<ReplayReport> => {
  const failed = new Set<string>();
  let replayed = 0;
  for (;;) {
    const records = (await receive()).filter(({ messageId }) => !failed.has(messageId));
    if (records.length === 0) return { replayed, failed: failed.size };
    const failedNow = await takeIn({ Records: [...records] });
    const done = records.filter(({ messageId }) => !failedNow.has(messageId));
    await remove(done);
    for (const id of failedNow) failed.add(id);
    replayed += done.length;
    onProgress({ replayed, failed: failed.size });
  }
};
