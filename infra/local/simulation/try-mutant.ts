import type { SimulationOptions } from './create-world.ts';
import type { Mutant } from './mutants.ts';
import { runSimulation } from './run-simulation.ts';

export interface MutantReport {
  readonly name: string;
  /** Runs from seed 1 until a rule was broken; null when none was. */
  readonly runs: number | null;
  readonly rule: string | null;
}

/** How many runs it takes until a mistake is noticed. */
export const tryMutant = async (
  mutant: Mutant,
  options: SimulationOptions,
  mostRuns: number,
): Promise<MutantReport> => {
  const { name } = mutant;
  for (let seed = 1; seed <= mostRuns; seed++) {
    const { violations } = await runSimulation(seed, { ...options, mutation: mutant });
    const rule = violations[0]?.rule;
    if (rule !== undefined) return { name, runs: seed, rule };
  }
  return { name, runs: null, rule: null };
};
