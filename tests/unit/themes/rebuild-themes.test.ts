import { describe, expect, it } from 'vitest';
import { createMemoryTable } from '../../../shared/database/memory-table.ts';
import { createThemeStore } from '../../../shared/themes/theme-store.ts';
import {
  rebuildThemes,
  type RebuildOptions,
  type RebuildDependencies,
  type RebuildProgress,
} from '../../../shared/themes/rebuild-themes.ts';
import { buildItemBody } from '../../support/work-bodies.ts';
import {
  createEvidenceWorld,
  toEpisodeId,
  readStoredThemes,
} from '../../support/evidence-world.ts';

const REFERENCES = Array.from({ length: 20 }, (_, index) => `NC-${String(index)}`);
const IDS = REFERENCES.map(toEpisodeId).sort();

const createDebriefedWorld = async () => {
  const world = createEvidenceWorld();
  for (const reference of REFERENCES) {
    await world.begin(reference);
    await world.debrief(reference, { items: [buildItemBody()] });
  }
  const table = createMemoryTable();
  return { table, ports: world.portsOver(table) };
};

const rebuild = async (ports: RebuildDependencies, options: Partial<RebuildOptions> = {}) => {
  const progress: RebuildProgress[] = [];
  const faults: string[] = [];
  const report = await rebuildThemes(ports, {
    after: null,
    onProgress: (one) => progress.push(one),
    onFault: (episodeId) => faults.push(episodeId),
    ...options,
  });
  return { report, progress, faults };
};

describe('A rebuild of the theme statistics', () => {
  it('reports its progress, in the order of the episodes', async () => {
    const { ports } = await createDebriefedWorld();
    const { report, progress } = await rebuild(ports);
    expect(progress).toEqual([
      { done: 8, of: 20, last: IDS[7] },
      { done: 16, of: 20, last: IDS[15] },
      { done: 20, of: 20, last: IDS[19] },
    ]);
    expect(report).toEqual({ episodes: 20, failed: 0, orphaned: 0, cells: 1 });
  });

  it('resumes after the given episode', async () => {
    const { ports, table } = await createDebriefedWorld();
    const { report } = await rebuild(ports, { after: IDS[14] ?? '' });
    expect(report.episodes).toBe(5);
    const { evidence } = await readStoredThemes(createThemeStore(table));
    expect(evidence.map(({ episodeId }) => episodeId).sort()).toEqual(IDS.slice(15));
  });

  it('applies all others when one episode fails, and reports which', async () => {
    const { ports, table } = await createDebriefedWorld();
    const bad = IDS[3] ?? '';
    const episodes = {
      ...ports.episodes,
      readState: (episodeId: string) =>
        episodeId === bad
          ? Promise.reject(new Error('it cannot be read'))
          : ports.episodes.readState(episodeId),
    };
    const { report, faults } = await rebuild({ ...ports, episodes });
    expect(report).toMatchObject({ episodes: 20, failed: 1 });
    expect(faults).toEqual([bad]);
    expect((await readStoredThemes(createThemeStore(table))).evidence).toHaveLength(19);
  });
});
