import pMap from 'p-map';
import type { Evidence } from '../../../shared/themes/evidence.ts';
import type { BenchOptions } from '../bench-options.ts';
import type { Consumed } from '../capacity/consumed.ts';
import { type Spread, computeSpread } from '../spread.ts';
import { refreshCells } from '../../../shared/themes/apply-evidence.ts';
import type { Say } from '../bench-context.ts';
import {
  type CellsSetup,
  prepareCells,
  createCellEvidence,
  createDebriefEvidence,
} from './cells-setup.ts';

/** What counting one cell costs, by how much evidence it has. */
export interface RecountCost {
  readonly evidence: number;
  readonly consumed: Consumed;
  readonly ms: Spread;
}

/** What refreshing the theme statistics costs: capacity as AWS would charge it, times on this machine. */
export interface CellsReport {
  readonly debriefs: {
    readonly count: number;
    readonly atOnce: number;
    /** Distinct cells that each debrief touches, all debriefs together. */
    readonly recounts: number;
    readonly ms: number;
    readonly consumed: Consumed;
  };
  readonly recounts: readonly RecountCost[];
}

/** As many as the function `evidence` takes from its queue at once. */
const AT_ONCE = 10;
const SIZES = [1, 10, 100, 1000] as const;
const RECOUNTS_A_ROUND = 10;

/** Refreshes the theme statistics after a new debrief. Returns how many cells were counted. */
const applyDebrief = async (
  { themes, backOff }: CellsSetup,
  evidence: readonly Evidence[],
): Promise<number> => {
  const [first] = evidence;
  const source = await themes.readSource(first?.episodeId ?? '');
  const replaced = await themes.replaceEvidence(source, evidence);
  if (replaced === 'conflict') throw new Error('Another writer changed the source.');
  const counted = await refreshCells({ themes, backOff }, evidence);
  await themes.completeEvidence(replaced, evidence, { hash: 'measured', episodeVersion: 1 });
  return counted.length;
};

const measureDebriefs = async (setup: CellsSetup, count: number) => {
  const numbers = Array.from({ length: count }, (_, at) => at);
  let recounts = 0;
  const begin = performance.now();
  const { consumed } = await setup.meter.measure(() =>
    pMap(
      numbers,
      async (number) => {
        const counted = await applyDebrief(setup, createDebriefEvidence(number));
        recounts += counted;
      },
      { concurrency: AT_ONCE },
    ),
  );
  return { count, atOnce: AT_ONCE, recounts, ms: performance.now() - begin, consumed };
};

const measureCount = async (
  setup: CellsSetup,
  size: number,
  times: number,
): Promise<RecountCost> => {
  const evidence = createCellEvidence(`of-${size}`, size);
  const [key] = evidence;
  if (key === undefined) throw new Error('A cell without evidence is not measured.');
  await setup.seed(evidence);
  await setup.themes.writeCell(key);
  const ms: number[] = [];
  const costs: Consumed[] = [];
  for (let time = 0; time < times; time++) {
    const begin = performance.now();
    const { consumed } = await setup.meter.measure(() => setup.themes.writeCell(key));
    ms.push(performance.now() - begin);
    costs.push(consumed);
  }
  const [consumed] = costs;
  if (consumed === undefined) throw new Error('Nothing was measured.');
  return { evidence: size, consumed, ms: computeSpread(ms) };
};

/** Applies debriefs in parallel as the function does, then counts cells of growing size one after another. */
export const measureCells = async (
  { notifications, rounds }: BenchOptions,
  cleanup: AsyncDisposableStack,
  say: Say,
): Promise<CellsReport> => {
  const setup = await prepareCells(cleanup);
  const count = Math.ceil(notifications / 4);
  say(`cells: ${count} debriefs`);
  await measureDebriefs(setup, AT_ONCE);
  const debriefs = await measureDebriefs(setup, count);
  const recounts: RecountCost[] = [];
  for (const size of SIZES) {
    say(`cells: recounting a cell of ${size}`);
    recounts.push(await measureCount(setup, size, rounds * RECOUNTS_A_ROUND));
  }
  return { debriefs, recounts };
};
