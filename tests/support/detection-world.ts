import type { Directory } from '../../shared/directory/directory.ts';
import {
  DEFAULT_SETTINGS,
  DEFAULT_DETECTION,
  type DetectionSettings,
} from '../../shared/directory/settings.ts';
import { createMemoryTable } from '../../shared/database/memory-table.ts';
import type { Table } from '../../shared/database/table.ts';
import type { Authority } from '../../shared/directory/authority.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Cell } from '../../shared/themes/cell.ts';
import type { Evidence } from '../../shared/themes/evidence.ts';
import { detectThemes } from '../../shared/signals/detect-themes.ts';
import { at } from './facts.ts';
import type { WeeksQuery } from '../../shared/themes/theme-keys.ts';
import type { ThemeReader } from '../../shared/themes/theme-store.ts';
import { createCoreStores } from './core-stores.ts';
import { countAllCells } from './evidence.ts';
import { buildAuthority } from './directory.ts';
import { BASE_CODES } from './debriefs.ts';

export const NORFOLK = 'E10000020';

/** Norfolk with three localities on the map and one that is on none. */
export const buildCounty = (detection: Partial<DetectionSettings> = {}): Authority =>
  buildAuthority({
    code: NORFOLK,
    name: 'Norfolk',
    localities: [
      {
        id: 'norwich',
        name: 'Norwich',
        postcodes: ['NR1'],
        centre: { latitude: 52.628, longitude: 1.299 },
      },
      {
        id: 'great-yarmouth',
        name: 'Great Yarmouth',
        postcodes: ['NR30'],
        centre: { latitude: 52.608, longitude: 1.73 },
      },
      {
        id: 'kings-lynn',
        name: "King's Lynn",
        postcodes: ['PE30'],
        centre: { latitude: 52.752, longitude: 0.396 },
      },
      { id: 'breckland', name: 'Breckland', postcodes: ['NR19'] },
    ],
    teams: [],
    settings: { ...DEFAULT_SETTINGS, detection: { ...DEFAULT_DETECTION, ...detection } },
  });

const inQuery =
  ({ authority, from, to }: WeeksQuery) =>
  (one: Pick<Evidence, 'authority' | 'week'>): boolean =>
    one.authority === authority && from <= one.week && one.week <= to;

/** Themes that are counted when they are read after a change. */
const createThemes = () => {
  const evidenceById = new Map<string, Evidence>();
  let cells: readonly Cell[] | null = null;
  const listEvidence = (query: WeeksQuery) =>
    Promise.resolve([...evidenceById.values()].filter(inQuery(query)));
  const reader: ThemeReader = {
    listEvidence,
    listCells: (query) => {
      cells ??= countAllCells([...evidenceById.values()]);
      return Promise.resolve(cells.filter(inQuery(query)));
    },
    pageEvidence: async ({ limit, ...query }) => {
      const items = (await listEvidence(query)).sort((a, b) => (a.week < b.week ? 1 : -1));
      return { items: items.slice(0, limit), after: null };
    },
  };
  return {
    reader,
    addEvidence: (...evidence: readonly Evidence[]): void => {
      cells = null;
      for (const one of evidence) evidenceById.set(one.evidenceId, one);
    },
    withdraw: (...evidence: readonly Evidence[]): void => {
      cells = null;
      for (const { evidenceId } of evidence) evidenceById.delete(evidenceId);
    },
  };
};

/** An authority's themes, and the stores over one table, to detect signals in. */
export const createDetectionWorld = (
  detection: Partial<DetectionSettings> = {},
  table: Table = createMemoryTable(),
) => {
  const { reader, addEvidence, withdraw } = createThemes();
  const county = buildCounty(detection);
  const directory: Directory = {
    authorities: [county],
    forces: [],
    codes: BASE_CODES,
    placeholders: [],
    bankHolidays: [],
  };
  const portsOver = (over: Table) => ({
    ...createCoreStores(over),
    backOff: () => Promise.resolve(),
    directory,
    themes: reader,
  });
  const ports = portsOver(table);
  return {
    ports,
    portsOver,
    table,
    county,
    addEvidence,
    withdraw,
    /** The run of a London day `YYYY-MM-DD`, at two in the morning. */
    run: (day: string, now: Instant = at(`${day}T02:00Z`)) => detectThemes(ports, county, now),
    /** All signals, the latest found first. */
    signals: () => ports.signals.listSignals(NORFOLK, '1000-W01'),
  };
};
export type DetectionWorld = ReturnType<typeof createDetectionWorld>;
