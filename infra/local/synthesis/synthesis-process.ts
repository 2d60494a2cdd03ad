/** Synthesizes in its own process, so that the CDK's memory is freed and the emulators start meanwhile. */
import { readWallClock } from '../clock.ts';
import { toInstant } from '../../../shared/kernel/instant.ts';
import { synthesize } from '../../synthesize.ts';
import { readInput, report } from '../run-apart.ts';

synthesize({
  stage: 'local',
  outdir: await readInput<string>(),
  now: toInstant(readWallClock()),
  progress: (line) => {
    void report(line);
  },
});
process.exit(0);
