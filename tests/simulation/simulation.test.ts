import { describe, expect, it } from 'vitest';
import { createRandom } from '../../infra/local/demonstration/random.ts';
import { MUTANTS } from '../../infra/local/simulation/mutants.ts';
import { drawDirectory } from '../../infra/local/simulation/random-directory.ts';
import { drawRun, replayRun, runSimulation } from '../../infra/local/simulation/run-simulation.ts';
import { shrinkRun } from '../../infra/local/simulation/shrink-events.ts';
import { tryMutant } from '../../infra/local/simulation/try-mutant.ts';
import { SIMULATION } from '../support/simulation.ts';

const SEEDS = Array.from({ length: 30 }, (_, at) => at + 1);

describe('a run of the simulation', () => {
  it('is the same for the same seed, line by line', async () => {
    const first = await runSimulation(7, SIMULATION);
    expect(await runSimulation(7, SIMULATION)).toEqual(first);
    expect(first.faults).toBeGreaterThan(5);
  });

  it('happens in a county of its own, with several authorities and forces', () => {
    const counties = SEEDS.map((seed) =>
      drawDirectory(createRandom('county', seed), SIMULATION.codes),
    );
    const count = (read: (county: (typeof counties)[number]) => number): ReadonlySet<number> =>
      new Set(counties.map(read));
    expect(count(({ directory }) => directory.authorities.length)).toEqual(new Set([2, 3, 4]));
    expect(count(({ directory }) => directory.forces.length)).toEqual(new Set([1, 2]));
    const ladders = counties.flatMap(({ directory }) =>
      directory.authorities.map(({ settings }) => JSON.stringify(settings.ladder)),
    );
    expect(new Set(ladders).size).toBeGreaterThan(20);
  });

  it('reaches all that people do: outcomes, debriefs, corrections, retractions, acknowledgements', async () => {
    const stories: string[] = [];
    for (const seed of SEEDS) stories.push(...(await runSimulation(seed, SIMULATION)).story);
    const story = stories.join('\n');
    for (const kind of [
      'attempt',
      'offer',
      'booking',
      'completed',
      'declined',
      'not-possible',
      'outcome',
      'debrief',
      'retraction',
      'take over',
      'hand back',
      'allocation',
      'acknowledgement',
      'absence',
    ])
      expect(story).toMatch(new RegExp(`sends ${kind}( on \\S+)?( and \\d more)?: 20`));
    expect(story).toContain('409 stale (old form)');
    expect(story).toContain('(a double click)');
  });
});

/** Measured with `npm run simulate -- --mutants`, and some more allowed. */
const MOST_RUNS = 60;

describe('the simulation notices that', () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    async (_, mutant) => {
      expect(await tryMutant(mutant, SIMULATION, MOST_RUNS, mutant.firstSeed)).toMatchObject({
        runs: expect.any(Number) as number,
      });
    },
    300_000,
  );
});

describe('a run that breaks a rule', () => {
  const mutation = MUTANTS.find(({ name }) => name.startsWith('a message that failed'));

  it('is shortened to the few events that show it, told in words', async () => {
    const options = { ...SIMULATION, ...(mutation === undefined ? {} : { mutation }) };
    const run = drawRun(1, options);
    const whole = await replayRun(run, options);
    const shortest = await shrinkRun(run, options);
    expect(whole.events).toBeGreaterThan(50);
    expect(shortest.events).toBeLessThanOrEqual(4);
    expect(shortest.violations[0]?.rule).toBe(whole.violations[0]?.rule);
    expect(shortest.story.join('\n')).toMatch(/force \S+ sends/);
    expect(shortest.story.join('\n')).toMatch(/intake runs.*at operation \d+/);
  }, 300_000);
});
