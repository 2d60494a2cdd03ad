import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Instant, instantSchema } from '../../../shared/kernel/instant.ts';
import { replaceFile } from '../data-folder.ts';

/** How far the demonstration was played on this data, so that a restart continues and repeats nothing. */
export interface DemonstrationJournal {
  readonly from: Instant;
  readonly until: Instant;
  /** The queue accepted everything sent before this instant. */
  readonly sentBefore: Instant;
  /** The simulated staff have done everything that was due by this instant. */
  readonly workedUntil: Instant;
}

const journalSchema: z.ZodType<DemonstrationJournal> = z
  .object({
    from: instantSchema,
    until: instantSchema,
    sentBefore: instantSchema,
    workedUntil: instantSchema.optional(),
  })
  // Written before there were people: all their work is still to be done.
  .transform(({ workedUntil, ...journal }) => ({
    ...journal,
    workedUntil: workedUntil ?? journal.from,
  }));

/** The whole history is stored. Before that, nobody has used the stack. */
export const isThere = ({ until, workedUntil }: DemonstrationJournal): boolean =>
  workedUntil >= until;

export interface JournalKeeper {
  read(): DemonstrationJournal | null;
  write(journal: DemonstrationJournal): void;
}

export const keepJournal = (dataFolder: string | null): JournalKeeper => {
  if (dataFolder === null) return { read: () => null, write: () => undefined };
  const file = join(dataFolder, 'demonstration.json');
  return {
    read: () =>
      existsSync(file) ? journalSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null,
    write: (journal) => {
      replaceFile(file, `${JSON.stringify(journal)}\n`);
    },
  };
};
