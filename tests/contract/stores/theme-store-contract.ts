import { beforeEach, describe, expect, it } from 'vitest';
import type { Table } from '../../../shared/database/table.ts';
import { createThemeStore, type ThemeStore } from '../../../shared/themes/theme-store.ts';
import { countCell } from '../../../shared/themes/cell.ts';
import type { CellKey, Evidence, EvidenceSource } from '../../../shared/themes/evidence.ts';
import { buildEvidence, buildItemCodes } from '../../support/evidence.ts';
import { pollUntil } from '../../support/poll.ts';
import { cutOffAt, holdWrites } from '../../support/table-trouble.ts';

const NORFOLK = 'E10000020';
const WEEK = { authority: NORFOLK, from: '2026-W47', to: '2026-W47' } as const;
const COMPLETED = { hash: 'hash-1', episodeVersion: 7 };

const buildNumbered = (number: number, about: Partial<Evidence> = {}): Evidence =>
  buildEvidence({
    episodeId: 'ep-1',
    childKey: 'child-1',
    debriefId: 'deb-1',
    evidenceId: `evi-${String(number).padStart(3, '0')}`,
    item: buildItemCodes({ number }),
    ...about,
  });

const buildMany = (count: number, about: Partial<Evidence> = {}): readonly Evidence[] =>
  Array.from({ length: count }, (_, index) => buildNumbered(index + 1, about));

const idsOf = (evidence: readonly Evidence[]): readonly string[] =>
  evidence.map(({ evidenceId }) => evidenceId);

const mustReplace = async (
  store: ThemeStore,
  evidence: readonly Evidence[],
  episodeId = 'ep-1',
): Promise<EvidenceSource> => {
  const replaced = await store.replaceEvidence(await store.readSource(episodeId), evidence);
  if (replaced === 'conflict') throw new Error('Somebody else was quicker.');
  return replaced;
};

/** What a store of evidence and cells must do, in memory and on DynamoDB alike. */
export const describeThemes = (name: string, open: () => Promise<Table>): void => {
  describe(`the themes of a store ${name}`, () => {
    let table: Table;
    let store: ThemeStore;
    beforeEach(async () => {
      table = await open();
      store = createThemeStore(table);
    });

    const listed = (about: object = {}) => store.listEvidence({ ...WEEK, ...about });

    it('show evidence in its authority and week, and nowhere else', async () => {
      await mustReplace(store, [buildNumbered(1), buildNumbered(2, { week: '2026-W48' })]);
      expect(await listed()).toEqual([buildNumbered(1)]);
      expect(await listed({ from: '2026-W46', to: '2026-W46' })).toEqual([]);
      expect(await listed({ to: '2026-W48' })).toEqual([
        buildNumbered(1),
        buildNumbered(2, { week: '2026-W48' }),
      ]);
      expect(await listed({ authority: 'E06000059' })).toEqual([]);
    });

    it('page evidence from the latest week on, each piece once', async () => {
      const weeks = ['2026-W45', '2026-W46', '2026-W47'] as const;
      const all = weeks.flatMap((week, at) => [
        buildNumbered(at * 2, { week }),
        buildNumbered(at * 2 + 1, { week }),
      ]);
      await mustReplace(store, all);
      const query = { authority: NORFOLK, from: '2026-W45', to: '2026-W47', limit: 2 } as const;
      const seen: Evidence[] = [];
      let after: string | null = null;
      do {
        const page = await store.pageEvidence({ ...query, after });
        expect(page.items.length).toBeLessThanOrEqual(2);
        seen.push(...page.items);
        ({ after } = page);
      } while (after !== null);
      expect(seen).toEqual(all.toReversed());
    });

    it('show evidence that moved where it is now, and no more where it was', async () => {
      await mustReplace(store, [buildNumbered(1), buildNumbered(2)]);
      const moved = buildNumbered(1, { authority: 'E06000059', locality: 'dorchester' });
      await mustReplace(store, [moved, buildNumbered(2)]);
      expect(await listed()).toEqual([buildNumbered(2)]);
      expect(await listed({ authority: 'E06000059' })).toEqual([moved]);
    });

    it('remember where evidence is and was until all of it is counted', async () => {
      const first = await mustReplace(store, [buildNumbered(1)]);
      await store.completeEvidence(first, [buildNumbered(1)], {
        hash: 'hash-0',
        episodeVersion: 6,
      });
      const replaced = await mustReplace(store, [buildNumbered(2)]);
      expect(replaced.placements.map(({ evidenceId }) => evidenceId)).toEqual([
        'evi-001',
        'evi-002',
      ]);
      expect(await store.readSource('ep-1')).toEqual({ ...replaced, completed: null });
      expect(await store.completeEvidence(replaced, [buildNumbered(2)], COMPLETED)).toBe('written');
      const { authority, locality, week, theme } = buildNumbered(2);
      expect(await store.readSource('ep-1')).toEqual({
        episodeId: 'ep-1',
        version: 4,
        placements: [{ evidenceId: 'evi-002', authority, locality, week, theme }],
        completed: COMPLETED,
      });
    });

    it('find nothing for an episode without evidence', async () => {
      expect(await store.readSource('ep-9')).toMatchObject({ version: 0, completed: null });
      expect(await store.readSources(['ep-9'])).toEqual([]);
      expect(await store.listSourceIds()).toEqual([]);
    });

    it('list every episode that had evidence, even when none is left', async () => {
      const ids = Array.from({ length: 40 }, (_, index) => `ep-${String(index)}`);
      for (const id of ids) await mustReplace(store, [], id);
      expect([...(await store.listSourceIds())].sort()).toEqual([...ids].sort());
      expect(await store.readSources(ids)).toHaveLength(40);
    });

    it('store and remove more evidence of one episode than fits in one transaction', async () => {
      await mustReplace(store, buildMany(250));
      expect(await listed()).toEqual(buildMany(250));
      await mustReplace(store, buildMany(120));
      expect(await listed()).toEqual(buildMany(120));
      await mustReplace(store, []);
      expect(await listed()).toEqual([]);
    });

    it('remove what an interrupted replacement had written', async () => {
      const cut = createThemeStore(cutOffAt(table, 2));
      const source = await cut.readSource('ep-1');
      await expect(cut.replaceEvidence(source, buildMany(150))).rejects.toThrow('cut off');
      expect((await listed()).length).toBeGreaterThan(0);
      const after = await mustReplace(store, [buildNumbered(999)]);
      expect(await listed()).toEqual([buildNumbered(999)]);
      expect(after.placements).toHaveLength(151);
    });

    it('store the same evidence once when it is written twice', async () => {
      await mustReplace(store, [buildNumbered(1), buildNumbered(2)]);
      await mustReplace(store, [buildNumbered(1), buildNumbered(2)]);
      expect(await listed()).toEqual([buildNumbered(1), buildNumbered(2)]);
    });

    it('let one of two replacements of the same version win, and report a conflict to the other', async () => {
      const source = await store.readSource('ep-1');
      const both = await Promise.all([
        store.replaceEvidence(source, [buildNumbered(1)]),
        store.replaceEvidence(source, [buildNumbered(2)]),
      ]);
      expect(both.filter((one) => one === 'conflict')).toHaveLength(1);
      expect(await listed()).toHaveLength(1);
    });

    it('stop a long replacement that another has taken over', async () => {
      const slow = holdWrites(table);
      const slowStore = createThemeStore(slow.table);
      const replacing = slowStore.replaceEvidence(
        await store.readSource('ep-1'),
        buildMany(150, { debriefId: 'deb-old' }),
      );
      await pollUntil('the first write', () => slow.waiting() === 1);
      slow.release();
      await pollUntil('the second write', () => slow.waiting() === 1);
      await mustReplace(store, [buildNumbered(200)]);
      slow.release();
      expect(await replacing).toBe('conflict');
      expect(await listed()).toEqual([buildNumbered(200)]);
    });

    it('report a conflict when completing what another has replaced since', async () => {
      const replaced = await mustReplace(store, [buildNumbered(1)]);
      await mustReplace(store, [buildNumbered(2)]);
      expect(await store.completeEvidence(replaced, [buildNumbered(1)], COMPLETED)).toBe(
        'conflict',
      );
      expect((await store.readSource('ep-1')).completed).toBeNull();
    });

    it('count a cell from its evidence, however often it is counted', async () => {
      const evidence = [
        buildNumbered(1, { item: buildItemCodes({ number: 1, confidence: 'high' }) }),
        buildNumbered(2, { childKey: 'child-2', debriefId: 'deb-2' }),
      ];
      await mustReplace(store, evidence);
      expect(await store.listCells(WEEK)).toEqual([]);
      expect(await store.writeCell(buildNumbered(1))).toBe('written');
      const [cell, ...others] = await store.listCells(WEEK);
      expect(cell).toEqual(countCell(buildNumbered(1), evidence));
      expect(cell).toMatchObject({ items: 2, children: ['child-1', 'child-2'] });
      expect(others).toEqual([]);
      expect(await store.writeCell(buildNumbered(1))).toBe('written');
      expect(await store.listCells(WEEK)).toEqual([cell]);
    });

    it('count no other theme, locality or week in a cell', async () => {
      const theme = { kind: 'harm', harm: 'child-criminal-exploitation', context: 'transport-x' };
      await mustReplace(store, [
        buildNumbered(1),
        buildNumbered(2, { theme: theme as Evidence['theme'] }),
        buildNumbered(3, { locality: 'norwich-x' }),
        buildNumbered(4, { week: '2026-W48' }),
        buildNumbered(5, { theme: { kind: 'push', factor: 'bullying' } }),
      ]);
      await store.writeCell(buildNumbered(1));
      const [cell] = await store.listCells(WEEK);
      expect(cell?.items).toBe(1);
    });

    it('show no cell whose evidence has gone', async () => {
      await mustReplace(store, [buildNumbered(1)]);
      await store.writeCell(buildNumbered(1));
      await mustReplace(store, []);
      await store.writeCell(buildNumbered(1));
      expect(await store.listCells(WEEK)).toEqual([]);
    });

    const countSlowly = async (key: CellKey) => {
      const slow = holdWrites(table);
      const counting = createThemeStore(slow.table).writeCell(key);
      await pollUntil('the count to be made', () => slow.waiting() === 1);
      return { counting, release: slow.release };
    };

    it('refuse a count that was made before newer evidence was counted', async () => {
      await mustReplace(store, [buildNumbered(1)]);
      const { counting, release } = await countSlowly(buildNumbered(1));
      await mustReplace(store, [buildNumbered(1), buildNumbered(2)]);
      await store.writeCell(buildNumbered(1));
      release();
      expect(await counting).toBe('conflict');
      expect((await store.listCells(WEEK))[0]?.items).toBe(2);
    });

    it('refuse the first count ever of a cell whose evidence went meanwhile', async () => {
      await mustReplace(store, [buildNumbered(1)]);
      const { counting, release } = await countSlowly(buildNumbered(1));
      await mustReplace(store, []);
      await store.writeCell(buildNumbered(1));
      release();
      expect(await counting).toBe('conflict');
      expect(await store.listCells(WEEK)).toEqual([]);
    });

    it('refuse an old count of a cell that was emptied and filled again', async () => {
      await mustReplace(store, [buildNumbered(1)]);
      await store.writeCell(buildNumbered(1));
      const { counting, release } = await countSlowly(buildNumbered(1));
      for (const evidence of [[], [buildNumbered(2)]]) {
        await mustReplace(store, evidence);
        await store.writeCell(buildNumbered(1));
      }
      release();
      expect(await counting).toBe('conflict');
      expect(idsOf(await listed())).toEqual(['evi-002']);
      expect((await store.listCells(WEEK))[0]?.items).toBe(1);
    });

    it('count right when several count at once', async () => {
      await mustReplace(store, [buildNumbered(1)]);
      const outcomes = await Promise.all([1, 2, 3].map(() => store.writeCell(buildNumbered(1))));
      expect(outcomes).toContain('written');
      expect((await store.listCells(WEEK))[0]?.items).toBe(1);
    });
  });
};
