import { readDirectory } from '../../infra/directory.ts';
import { runSimulation } from '../../infra/local/simulation/run-simulation.ts';
import { readMessageTemplates } from '../../infra/message-templates.ts';

/** What the runs of the tests are drawn from. */
export const SIMULATION = { codes: readDirectory().codes, templates: readMessageTemplates() };

/** Every rule that a run from this seed on breaks, with its seed. */
export const listViolations = async (seed: number, runs: number): Promise<readonly string[]> => {
  const violations: string[] = [];
  for (let run = seed; run < seed + runs; run++) {
    const result = await runSimulation(run, SIMULATION);
    violations.push(...result.violations.map(({ rule, seen }) => `seed ${run}: ${rule} ${seen}`));
  }
  return violations;
};
