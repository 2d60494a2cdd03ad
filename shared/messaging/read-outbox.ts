import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OutboxEntry, outboxEntrySchema } from './outbox-entry.ts';

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** All messages of the outbox, oldest first; none when nothing was ever sent. Throws at a file that is not its own. */
export const readOutbox = async (folder: string): Promise<readonly OutboxEntry[]> => {
  const entries: OutboxEntry[] = [];
  for (const name of await namesIn(folder)) {
    entries.push(outboxEntrySchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))));
  }
  return entries.sort((a, b) => compare(a.sentAt, b.sentAt) || compare(a.reference, b.reference));
};
