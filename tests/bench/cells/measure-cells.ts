import type { Evidence } from '../../../shared/themes/evidence.ts';
import type { Say } from '../bench-ground.ts';
import type { BenchOptions } from '../bench-options.ts';
import type { Consumed } from '../capacity/consumed.ts';
import type { EmulatorFactors } from '../capacity/emulator-factors.ts';
import { type Spread, spreadOf } from '../spread.ts';
import { workSideBySide } from '../work-side-by-side.ts';
import { type CellsGround, prepareCellsGround } from './cells-ground.ts';
import { evidenceOfCell, evidenceOfDebrief } from './invent-evidence.ts';
import { refreshCells } from '../../../shared/themes/apply-evidence.ts';

/** What one recount of a cell costs, by how much evidence it holds. */
export interface RecountCost {
  readonly evidence: number;
  readonly consumed: Consumed;
  readonly ms: Spread;
}

/** What it costs to keep the picture: capacity as AWS would charge it, times on this machine. */
export interface CellsReport {
  readonly emulatorFactors: EmulatorFactors;
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

/** All that a new debrief makes follow in the picture. Gives how many cells were counted. */
const applyDebrief = async (
  { themes, backOff }: CellsGround,
  evidence: readonly Evidence[],
): Promise<number> => {
  const [first] = evidence;
  const source = await themes.readSource(first?.episodeId ?? '');
  const replaced = await themes.replaceEvidence(source, evidence);
  if (replaced === 'conflict') throw new Error('Nobody else writes here.');
  const counted = await refreshCells({ themes, backOff }, evidence);
  await themes.completeEvidence(replaced, evidence, { hash: 'measured', episodeVersion: 1 });
  return counted.length;
};

const measureDebriefs = async (ground: CellsGround, count: number) => {
  const numbers = Array.from({ length: count }, (_, at) => at);
  let recounts = 0;
  const begin = performance.now();
  const { consumed } = await ground.meter.measure(() =>
    workSideBySide(numbers, AT_ONCE, async (number) => {
      const counted = await applyDebrief(ground, evidenceOfDebrief(number));
      recounts += counted;
    }),
  );
  return { count, atOnce: AT_ONCE, recounts, ms: performance.now() - begin, consumed };
};

const measureRecount = async (
  ground: CellsGround,
  size: number,
  times: number,
): Promise<RecountCost> => {
  const evidence = evidenceOfCell(`of-${size}`, size);
  const [key] = evidence;
  if (key === undefined) throw new Error('A cell without evidence is not measured.');
  await ground.seed(evidence);
  await ground.themes.writeCell(key);
  const ms: number[] = [];
  const costs: Consumed[] = [];
  for (let time = 0; time < times; time++) {
    const begin = performance.now();
    const { consumed } = await ground.meter.measure(() => ground.themes.writeCell(key));
    ms.push(performance.now() - begin);
    costs.push(consumed);
  }
  const [consumed] = costs;
  if (consumed === undefined) throw new Error('Nothing was measured.');
  return { evidence: size, consumed, ms: spreadOf(ms) };
};

/** Applies debriefs side by side as the function does, then recounts cells of growing size one after another. */
export const measureCells = async (
  { notifications, rounds }: BenchOptions,
  cleanup: AsyncDisposableStack,
  say: Say,
): Promise<CellsReport> => {
  const ground = await prepareCellsGround(cleanup);
  const count = Math.ceil(notifications / 4);
  say(`cells: ${count} debriefs`);
  await measureDebriefs(ground, AT_ONCE);
  const debriefs = await measureDebriefs(ground, count);
  const recounts: RecountCost[] = [];
  for (const size of SIZES) {
    say(`cells: recounting a cell of ${size}`);
    recounts.push(await measureRecount(ground, size, rounds * RECOUNTS_A_ROUND));
  }
  return { emulatorFactors: ground.factors, debriefs, recounts };
};
