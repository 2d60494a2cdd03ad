import { beforeEach, describe, expect, it } from 'vitest';
import { findQuarterWeeks } from '../../../shared/releases/rules/quarter.ts';
import { release, buildCountTable } from '../../support/count-tables.ts';
import { at } from '../../support/facts.ts';
import { type Release, listShownFigures } from '../../../shared/releases/release.ts';
import type { CoreStores } from '../../support/core-stores.ts';

const NORFOLK = 'E10000020';
const DORSET = 'E06000059';
const COUNTS = release(buildCountTable([[3, 12, 20]]));

const releaseAbout = (about: Partial<Release> = {}): Release => ({
  releaseId: 'rel-1',
  authority: NORFOLK,
  quarter: '2026-Q3',
  period: findQuarterWeeks('2026-Q3'),
  madeAt: at('2026-11-20T10:00Z'),
  madeBy: 'm-1',
  threshold: 5,
  localities: [{ id: 'norwich', name: 'Norwich' }],
  harms: COUNTS.harms.map((code) => ({ code, label: `Label of ${code}` })),
  shown: listShownFigures(COUNTS),
  ...about,
});

/** What every store of releases must do, in memory and on DynamoDB alike. */
export const describeReleases = (name: string, open: () => Promise<CoreStores>): void => {
  describe(`a store of releases ${name}`, () => {
    let releases: CoreStores['releases'];
    beforeEach(async () => {
      ({ releases } = await open());
    });

    const keep = async (about: Partial<Release> = {}, counts = COUNTS) => {
      const one = releaseAbout(about);
      return releases.write(await releases.list(one.authority), one, counts);
    };

    it('has none to begin with', async () => {
      expect(await releases.list(NORFOLK)).toEqual({
        authority: NORFOLK,
        releases: [],
        version: 0,
      });
      expect(await releases.read(['rel-1'])).toEqual([]);
    });

    it('keeps a release whole, and lists it for its authority only', async () => {
      expect(await keep()).toBe('written');
      expect(await releases.read(['rel-1'])).toEqual([releaseAbout()]);
      const { releaseId, quarter, period, madeAt } = releaseAbout();
      expect(await releases.list(NORFOLK)).toEqual({
        authority: NORFOLK,
        releases: [{ releaseId, quarter, period, madeAt }],
        version: 1,
      });
      expect((await releases.list(DORSET)).releases).toEqual([]);
    });

    it('lists them in the order in which they were stored, whatever their time', async () => {
      await keep({ releaseId: 'rel-b', madeAt: at('2026-11-20T12:00Z') });
      await keep({ releaseId: 'rel-a', madeAt: at('2026-11-20T11:00Z') });
      const { releases: listed, version } = await releases.list(NORFOLK);
      expect([listed.map(({ releaseId }) => releaseId), version]).toEqual([['rel-b', 'rel-a'], 2]);
    });

    it('gives back what was counted, apart from what is shown', async () => {
      await keep();
      expect(await releases.readCounts(['rel-1'])).toEqual([COUNTS]);
      const [kept] = await releases.read(['rel-1']);
      expect(kept?.shown.filter((shown) => shown === null)).toHaveLength(COUNTS.suppressed.size);
      expect(JSON.stringify(kept)).not.toContain('counts');
      await expect(releases.readCounts(['rel-1', 'rel-2'])).rejects.toThrow('missing');
    });

    it('keeps one of two that were checked against the same list', async () => {
      const list = await releases.list(NORFOLK);
      const outcomes = await Promise.all(
        ['rel-1', 'rel-2'].map((releaseId) =>
          releases.write(list, releaseAbout({ releaseId }), COUNTS),
        ),
      );
      expect([...outcomes].sort()).toEqual(['conflict', 'written']);
      expect((await releases.list(NORFOLK)).releases).toHaveLength(1);
    });

    it('never changes one that is kept', async () => {
      await keep();
      expect(await keep({ quarter: '2026-Q2' })).toBe('conflict');
      expect(await releases.read(['rel-1'])).toEqual([releaseAbout()]);
    });
  });
};
