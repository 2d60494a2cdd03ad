import { describe, expect, it } from 'vitest';
import { createMemoryTable } from '../../../shared/database/memory-table.ts';
import type { Table } from '../../../shared/database/table.ts';
import type { DebriefBody } from '../../../shared/episodes/debrief-api.ts';
import { createThemeStore } from '../../../shared/themes/theme-store.ts';
import { applyEvidence } from '../../../shared/themes/apply-evidence.ts';
import { buildItemBody } from '../../support/work-bodies.ts';
import {
  createEvidenceWorld,
  toEpisodeId,
  type EvidenceWorld,
  readStoredThemes,
  sortThemes,
} from '../../support/evidence-world.ts';
import { buildChildItem, countAllCells } from '../../support/evidence.ts';
import { at, buildCancelledFact, buildUpdatedFact } from '../../support/facts.ts';
import { finishWork } from '../../../infra/local/memory/memory-runtime.ts';
import { cutOffAt } from '../../support/table-trouble.ts';

const NC1 = toEpisodeId('NC-1');
const DISCLOSED: Partial<DebriefBody> = {
  items: [buildItemBody()],
  sections: { push: ['bullying'] },
};

const createDebriefedWorld = async () => {
  const world = createEvidenceWorld();
  await world.begin('NC-1');
  await world.debrief('NC-1', DISCLOSED);
  return world;
};

const readSorted = async (table: Table) =>
  sortThemes(await readStoredThemes(createThemeStore(table)));
const drawn = async (world: EvidenceWorld) => sortThemes(await world.deriveThemes(['NC-1']));

/** A table that counts what is written to it. */
const counting = (table: Table) => {
  let writes = 0;
  const counted: Table = {
    ...table,
    transact: (parts) => {
      writes += 1;
      return table.transact(parts);
    },
  };
  return { table: counted, writes: () => writes };
};

describe('The evidence of an episode', () => {
  it('is in the cells of its locality', async () => {
    const world = await createDebriefedWorld();
    const table = createMemoryTable();
    await applyEvidence(world.portsOver(table), NC1);
    const { cells } = await readSorted(table);
    expect(cells.map(({ locality, items }) => [locality, items])).toEqual([
      ['norwich', 1],
      ['norwich', 1],
    ]);
  });

  it('is, from the queue to the table, what tests of statistics write for a child', async () => {
    const world = createEvidenceWorld();
    await world.begin('NC-1');
    const place = { name: 'Riverside bus station', postcode: 'NR1 1EF' };
    await world.debrief('NC-1', { items: [buildItemBody({ place })] });
    await finishWork(world.runtime);
    const { evidence, cells } = await readStoredThemes(
      createThemeStore(world.runtime.tables.themes),
    );
    const [made] = evidence;
    if (made?.item?.place == null) throw new Error('No place was written.');
    const { evidenceId, episodeId, taskId, debriefId, childKey } = made;
    const ids = { evidenceId, episodeId, taskId, debriefId, childKey };
    const station = { ...made.item.place, ...place };
    const area = { authority: 'E10000020', locality: 'norwich' };
    expect(evidence).toEqual([
      buildChildItem(
        'anybody',
        { placeType: 'transport-hub', place: station },
        { ...ids, disclosedAt: at('2026-11-17T16:00Z'), placeArea: area },
      ),
    ]);
    expect(cells).toEqual(countAllCells(evidence));
  });

  it('is written once: a record that comes again writes nothing', async () => {
    const world = await createDebriefedWorld();
    const { table, writes } = counting(createMemoryTable());
    await applyEvidence(world.portsOver(table), NC1);
    const before = writes();
    await applyEvidence(world.portsOver(table), NC1);
    expect(writes()).toBe(before);
  });

  it('is not written again for a change that it does not follow from; that it was looked at is', async () => {
    const world = await createDebriefedWorld();
    const { table, writes } = counting(createMemoryTable());
    await applyEvidence(world.portsOver(table), NC1);
    await world.receiveFact(buildUpdatedFact({ riskLevel: 'high' }, { reference: 'NC-1' }));
    const before = writes();
    await applyEvidence(world.portsOver(table), NC1);
    expect(writes()).toBe(before + 1);
    const { stored } = await world.portsOver(table).episodes.read(NC1);
    const { completed } = await createThemeStore(table).readSource(NC1);
    expect(completed?.episodeVersion).toBe(stored?.version);
  });

  it('stays when police cancel the episode: what a child disclosed stays disclosed', async () => {
    const world = await createDebriefedWorld();
    const table = createMemoryTable();
    await applyEvidence(world.portsOver(table), NC1);
    const before = await readSorted(table);
    await world.receiveFact(buildCancelledFact({}, { reference: 'NC-1' }));
    await applyEvidence(world.portsOver(table), NC1);
    expect(await readSorted(table)).toEqual(before);
    expect(before.evidence).toHaveLength(2);
  });

  it('follows the child: counted by episode before the child is known, by child afterwards', async () => {
    const world = await createDebriefedWorld();
    const table = createMemoryTable();
    await applyEvidence(world.portsOver(table), NC1);
    expect((await readSorted(table)).cells[0]?.children).toEqual([NC1]);
    const child = { givenName: 'Sam', authorityChildId: 'N-7' };
    await world.receiveFact(buildUpdatedFact({ child }, { reference: 'NC-1' }));
    await applyEvidence(world.portsOver(table), NC1);
    const { childId } = await world.read('NC-1');
    expect(childId).toMatch(/^ch-/);
    expect((await readSorted(table)).cells[0]?.children).toEqual([childId]);
  });

  it('of an unknown episode is empty', async () => {
    const world = createEvidenceWorld();
    const table = createMemoryTable();
    await applyEvidence(world.portsOver(table), 'ep-nobody');
    expect(await readSorted(table)).toEqual({ evidence: [], cells: [] });
  });

  it('is put right the next time, wherever the writing was cut off', async () => {
    const place = { postcode: 'DT1 1AA' };
    for (let nth = 1; ; nth++) {
      const world = await createDebriefedWorld();
      const { table, writes } = counting(createMemoryTable());
      await applyEvidence(world.portsOver(table), NC1);
      await world.debrief('NC-1', { items: [buildItemBody({ place })] });
      const before = writes();
      const outcome = await applyEvidence(world.portsOver(cutOffAt(table, nth)), NC1).catch(
        () => 'cut off' as const,
      );
      await applyEvidence(world.portsOver(table), NC1);
      expect(await readSorted(table), `cut off at write ${nth}`).toEqual(await drawn(world));
      if (outcome !== 'cut off') {
        expect(writes() - before).toBeGreaterThan(3);
        return;
      }
    }
  });

  it('is never put back to older facts by somebody who read them before', async () => {
    const world = await createDebriefedWorld();
    const table = createMemoryTable();
    const ports = world.portsOver(table);
    let first = true;
    const slow = {
      ...ports,
      episodes: {
        ...ports.episodes,
        readState: async (episodeId: string) => {
          const read = await ports.episodes.readState(episodeId);
          if (!first) return read;
          first = false;
          await world.retract('NC-1');
          await applyEvidence(ports, NC1);
          return read;
        },
      },
    };
    await applyEvidence(slow, NC1);
    expect(await readSorted(table)).toEqual({ evidence: [], cells: [] });
  });

  it('is made again, also when the facts are again what they were, after it was cut off in between', async () => {
    const world = await createDebriefedWorld();
    const table = createMemoryTable();
    const other = await createDebriefedWorld();
    await other.retract('NC-1');
    await applyEvidence(world.portsOver(table), NC1);
    const cut = other.portsOver(cutOffAt(table, 2));
    await expect(applyEvidence(cut, NC1)).rejects.toThrow('cut off');
    expect((await readSorted(table)).evidence).toEqual([]);
    await applyEvidence(world.portsOver(table), NC1);
    expect(await readSorted(table)).toEqual(await drawn(world));
  });

  it('fails, to be retried, when the current debrief cannot be found', async () => {
    const world = await createDebriefedWorld();
    const ports = world.portsOver(createMemoryTable());
    const episodes = { ...ports.episodes, readDebrief: () => Promise.resolve(null) };
    await expect(applyEvidence({ ...ports, episodes }, NC1)).rejects.toThrow('debrief');
  });

  it('gives up, to be brought again, when somebody else is always quicker', async () => {
    const world = await createDebriefedWorld();
    const ports = world.portsOver(createMemoryTable());
    const waits: number[] = [];
    const backOff = (attempt: number) => {
      waits.push(attempt);
      return Promise.resolve();
    };
    const themes = { ...ports.themes, replaceEvidence: () => Promise.resolve('conflict' as const) };
    await expect(applyEvidence({ ...ports, themes, backOff }, NC1)).rejects.toThrow('in conflict');
    expect(waits).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
