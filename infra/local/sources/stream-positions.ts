import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { replaceFile } from '../replace-file.ts';

const POSITION = z.object({
  shardId: z.string(),
  /** The last record that is done with; null before the first. */
  after: z.string().nullable(),
});
const FILE = z.record(z.string(), POSITION);

/** How far a source has read a stream. */
export type StreamPosition = z.infer<typeof POSITION>;

/** Where each source stands; with a file, also after a kill. */
export interface StreamPositions {
  get(sourceId: string): StreamPosition | null;
  /** Kept before it returns. */
  set(sourceId: string, position: StreamPosition): void;
}

/** Positions in memory, or in this file. */
export const openStreamPositions = (file: string | null): StreamPositions => {
  const kept =
    file !== null && existsSync(file) ? FILE.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const positions = new Map(Object.entries(kept));
  return {
    get: (sourceId) => positions.get(sourceId) ?? null,
    set: (sourceId, position) => {
      positions.set(sourceId, position);
      if (file !== null) replaceFile(file, JSON.stringify(Object.fromEntries(positions)));
    },
  };
};
