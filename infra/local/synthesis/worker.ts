/** Synthesizes in its own thread, so that the CDK's memory is freed and the emulators start meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { synthesize } from '../../synthesize.ts';

synthesize({
  stage: 'local',
  outdir: String(workerData),
  progress: (line) => parentPort?.postMessage(line),
});
