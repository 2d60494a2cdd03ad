import * as z from 'zod';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { addWeeks, listWeeks, findWeek } from '../../../shared/kernel/iso-week.ts';
import { detectThemes } from '../../../shared/signals/detect-themes.ts';
import { at } from '../../support/facts.ts';
import { type ThemeReader, createThemeReader } from '../../../shared/themes/theme-store.ts';
import { createMemoryStores } from '../../support/core-stores.ts';
import { BASE_CODES } from '../../support/debriefs.ts';
import { type AreaSize, createArea } from './create-area.ts';
import { readCpuMs, createRandomTable } from './random-table.ts';
import { backOff } from '../../../shared/kernel/system-random.ts';

/** What detection took, without what it took to make the evidence. */
export interface DetectionCost {
  readonly ms: number;
  readonly cpuMs: number;
  /** Megabytes of the process: once its code is loaded, and at most. */
  readonly loadedMb: number;
  readonly peakMb: number;
  /** What was read. */
  readonly cells: number;
  readonly evidence: number;
  /** Tests: weeks of themes by EARS, and harms by the scan. */
  readonly themeWeeks: number;
  readonly harms: number;
  readonly alarms: number;
  /** Of the authority that took longest. */
  readonly slowestMs: number;
}

const NOW: Instant = at('2026-11-18T02:00Z');
const YEARS = 5;
const WEEKS_A_YEAR = 52;

const countReads = (reader: ThemeReader) => {
  const read = { cells: 0, evidence: 0 };
  const themes: ThemeReader = {
    ...reader,
    listCells: async (query) => {
      const cells = await reader.listCells(query);
      read.cells += cells.length;
      return cells;
    },
    listEvidence: async (query) => {
      const evidence = await reader.listEvidence(query);
      read.evidence += evidence.length;
      return evidence;
    },
  };
  return { read, themes };
};

/** The night of one authority, with five years in its table. */
const detectIn = async (size: AreaSize) => {
  const area = createArea(size);
  const present = findWeek(NOW);
  const weeks = listWeeks(addWeeks(present, 1 - YEARS * WEEKS_A_YEAR), present);
  const { table, creating } = createRandomTable(area, BASE_CODES, weeks);
  const { read, themes } = countReads(createThemeReader(table));
  const { signals, codes } = createMemoryStores();
  const directory = {
    authorities: [area.authority],
    forces: [],
    codes: BASE_CODES,
    placeholders: [],
    bankHolidays: [],
  };
  const begin = { ms: performance.now(), cpuMs: readCpuMs() };
  const run = await detectThemes(
    { themes, signals, codes, directory, backOff },
    area.authority,
    NOW,
  );
  return {
    ms: performance.now() - begin.ms - creating.ms,
    cpuMs: readCpuMs() - begin.cpuMs - creating.cpuMs,
    read,
    methods: run.methods,
  };
};

const readResidentMb = (): number => process.memoryUsage().rss / 2 ** 20;

const detectInAll = async (sizes: readonly AreaSize[]): Promise<DetectionCost> => {
  const loadedMb = readResidentMb();
  const nights: Awaited<ReturnType<typeof detectIn>>[] = [];
  for (const size of sizes) nights.push(await detectIn(size));
  const sum = (of: (night: (typeof nights)[number]) => number): number =>
    nights.reduce((all, night) => all + of(night), 0);
  const lookedAt = (method: string) =>
    sum(({ methods }) => methods.find((one) => one.method === method)?.lookedAt ?? 0);
  return {
    ms: sum(({ ms }) => ms),
    cpuMs: sum((night) => night.cpuMs),
    loadedMb,
    peakMb: process.resourceUsage().maxRSS / 2 ** 10,
    cells: sum(({ read }) => read.cells),
    evidence: sum(({ read }) => read.evidence),
    themeWeeks: lookedAt('ears'),
    harms: lookedAt('space-time-scan'),
    alarms: sum(({ methods }) => methods.reduce((all, { raised }) => all + raised, 0)),
    slowestMs: Math.max(...nights.map(({ ms }) => ms)),
  };
};

const sizes = z.array(
  z.object({
    name: z.string(),
    debriefsAYear: z.number(),
    localities: z.number(),
    points: z.number(),
  }),
);

const cost = await detectInAll(sizes.parse(JSON.parse(process.argv[2] ?? '[]')));
process.stdout.write(JSON.stringify(cost));
