import { createHash } from 'node:crypto';

/** Hex of the first 128 bits of SHA-256: enough to never meet twice, and says nothing of what went in. */
export const hash = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/** An episode is known by its force and that force's missing person reference (police contract). */
export const makeEpisodeId = (force: string, reference: string): string =>
  `ep-${hash('episode', force, reference)}`;

/** Each episode has at most one RHI task, so its id follows from the episode's. */
export const toTaskId = (episodeId: string): string => episodeId.replace(/^ep-/, 'rhi-');

/** The episode of a task id. */
export const toEpisodeId = (taskId: string): string => taskId.replace(/^rhi-/, 'ep-');
