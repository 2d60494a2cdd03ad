import * as z from 'zod';
import type { KnownNotification } from './ports.ts';

const known = { contentHash: z.string(), messageId: z.string() };

/** What is told of an id that a force used before, for an episode or to grade a report. */
export const knownNotification: z.ZodType<KnownNotification> = z.union([
  z.object({ ...known, episodeId: z.string() }),
  z.object({ ...known, reportId: z.string() }),
]);
