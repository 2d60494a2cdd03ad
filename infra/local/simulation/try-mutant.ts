import type { SimulationOptions } from './create-world.ts';
import type { Mutant } from './mutants.ts';
import { runSimulation } from './run-simulation.ts';

export interface MutantReport {
  readonly name: string;
  /** Runs from the first seed until a rule was broken; null when none was. */
  readonly runs: number | null;
  readonly rule: string | null;
}

/** How many runs it takes until a mistake is noticed, from seed 1 unless another is given. */
export const tryMutant = async (
  mutant: Mutant,
  options: SimulationOptions,
  mostRuns: number,
  firstSeed = 1,
): Promise<MutantReport> => {
  const { name } = mutant;
  for (let seed = firstSeed; seed < firstSeed + mostRuns; seed++) {
    const { violations } = await runSimulation(seed, { ...options, mutation: mutant });
    const rule = violations[0]?.rule;
    if (rule !== undefined) return { name, runs: seed - firstSeed + 1, rule };
  }
  return { name, runs: null, rule: null };
};
