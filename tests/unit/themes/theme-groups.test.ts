import { describe, expect, it } from 'vitest';
import { countGroups, countWhole } from '../../../shared/themes/theme-groups.ts';
import {
  BUS_STATION,
  countAllCells,
  buildHarmTheme,
  buildChildItem,
  buildChildEvidence,
} from '../../support/evidence.ts';

const NOVEMBER = { from: '2026-W45', to: '2026-W47' } as const;
const COUNTY_LINES = buildHarmTheme('county-lines', 'transport');
const VIOLENCE = buildHarmTheme('serious-youth-violence', 'peer-group');

describe('The figures of themes', () => {
  it('A child who disclosed in several weeks, localities and harms counts once in the whole', () => {
    const cells = countAllCells([
      buildChildEvidence('ada', { week: '2026-W45', theme: COUNTY_LINES }),
      buildChildEvidence('ada', { week: '2026-W46', theme: VIOLENCE }),
      buildChildEvidence('ada', { week: '2026-W46', theme: VIOLENCE, locality: 'great-yarmouth' }),
      buildChildEvidence('ben', { theme: VIOLENCE }),
    ]);
    expect(countWhole(cells, NOVEMBER).counts).toMatchObject({
      items: 4,
      debriefs: 3,
      children: 2,
    });
    const byHarm = countGroups(cells, NOVEMBER, 'harm');
    expect(byHarm.map(({ group, counts }) => [group.harm, counts.children])).toEqual([
      ['serious-youth-violence', 2],
      ['county-lines', 1],
    ]);
  });

  it('A place of several items counts once, and an unknown one not at all', () => {
    const cells = countAllCells([
      buildChildItem('ada', { place: BUS_STATION }, { week: '2026-W45' }),
      buildChildItem('ben', { place: BUS_STATION }),
      buildChildItem('cal', { place: null }),
    ]);
    expect(countWhole(cells, NOVEMBER).counts).toMatchObject({ items: 3, places: 1 });
  });

  it('Children are counted once for each confidence over all weeks, and may be under several', () => {
    const cells = countAllCells([
      buildChildItem('ada', { confidence: 'high' }, { week: '2026-W45' }),
      buildChildItem('ada', { confidence: 'high' }, { week: '2026-W46' }),
      buildChildItem('ada', { confidence: 'low' }),
      buildChildItem('ben', { confidence: 'high' }),
    ]);
    expect(countWhole(cells, NOVEMBER).byConfidence).toEqual({
      high: { items: 3, debriefs: 3, children: 2, places: 0 },
      low: { items: 1, debriefs: 1, children: 1, places: 0 },
    });
  });

  it('Push and pull factors have no confidence', () => {
    const cells = countAllCells([
      buildChildEvidence('ada', { theme: { kind: 'push', factor: 'bullying' }, item: null }),
    ]);
    expect(countWhole(cells, NOVEMBER).byConfidence).toMatchObject({
      'not-stated': { children: 1 },
    });
    expect(countGroups(cells, NOVEMBER, 'factor')[0]?.group.factor).toBe('bullying');
  });

  it('Differ from the weeks right before in numbers, down as well as up', () => {
    const cells = countAllCells([
      buildChildEvidence('ada', { week: '2026-W41' }),
      buildChildEvidence('ada', { week: '2026-W42' }),
      buildChildEvidence('ben', { week: '2026-W44' }),
      buildChildEvidence('ben', { week: '2026-W45' }),
    ]);
    expect(countWhole(cells, NOVEMBER)).toMatchObject({
      counts: { items: 1, children: 1 },
      before: { items: 2, children: 2 },
      difference: { items: -1, debriefs: -1, children: -1 },
      isNew: false,
    });
  });

  it('Are new when not disclosed in the period before, however often before that', () => {
    const cells = countAllCells([
      buildChildEvidence('ada', { week: '2026-W41' }),
      buildChildEvidence('ben'),
    ]);
    expect(countWhole(cells, NOVEMBER).isNew).toBe(true);
    expect(
      countWhole(countAllCells([buildChildEvidence('ada', { week: '2026-W42' })]), NOVEMBER),
    ).toMatchObject({
      counts: { items: 0 },
      isNew: false,
    });
  });

  it('Show every week of the trend, the quiet ones with 0', () => {
    const cells = countAllCells([
      buildChildEvidence('ada', { week: '2026-W45' }),
      buildChildEvidence('ben', { week: '2026-W47' }),
      buildChildEvidence('ben', { week: '2026-W47', theme: VIOLENCE }),
      buildChildEvidence('cal', { week: '2026-W44' }),
    ]);
    expect(countWhole(cells, NOVEMBER).trend).toEqual({
      items: [1, 0, 2],
      debriefs: [1, 0, 1],
      children: [1, 0, 1],
    });
  });
});

describe('The groups of themes', () => {
  const CELLS = countAllCells([
    buildChildEvidence('ada', { week: '2026-W46', theme: VIOLENCE }),
    buildChildEvidence('ben', { theme: COUNTY_LINES }),
    buildChildEvidence('cal', { theme: COUNTY_LINES }),
    buildChildEvidence('dan', { theme: COUNTY_LINES, locality: 'great-yarmouth' }),
    buildChildEvidence('eve', { week: '2026-W43', theme: VIOLENCE, locality: 'kings-lynn' }),
    buildChildEvidence('fay', { week: '2026-W41', theme: VIOLENCE, locality: 'unknown' }),
  ]);
  const childrenBy = (by: Parameters<typeof countGroups>[2]) =>
    countGroups(CELLS, NOVEMBER, by).map(({ group, counts }) => {
      const { locality, harm, context, week } = group;
      return [...[locality, harm, context, week].filter((word) => word !== null), counts.children];
    });

  it('By theme are a harm in its context in one locality, most children first', () => {
    expect(childrenBy('theme')).toEqual([
      ['norwich', 'county-lines', 'transport', 2],
      ['great-yarmouth', 'county-lines', 'transport', 1],
      ['norwich', 'serious-youth-violence', 'peer-group', 1],
      ['kings-lynn', 'serious-youth-violence', 'peer-group', 0],
    ]);
  });

  it('Keep what is no longer disclosed, and leave out what is older than the period before', () => {
    expect(childrenBy('locality')).toEqual([
      ['norwich', 3],
      ['great-yarmouth', 1],
      ['kings-lynn', 0],
    ]);
    expect(countGroups(CELLS, NOVEMBER, 'locality').at(-1)).toMatchObject({
      before: { children: 1 },
      difference: { children: -1 },
    });
  });

  it('By context and by harm leave the locality open', () => {
    expect(childrenBy('context')).toEqual([
      ['transport', 3],
      ['peer-group', 1],
    ]);
  });

  it('By week are all weeks in order, each compared with the week before it', () => {
    expect(childrenBy('week')).toEqual([
      ['2026-W45', 0],
      ['2026-W46', 1],
      ['2026-W47', 3],
    ]);
    const weeks = countGroups(CELLS, NOVEMBER, 'week');
    expect(weeks.map(({ before }) => before.children)).toEqual([0, 0, 1]);
    expect(weeks.map(({ isNew }) => isNew)).toEqual([false, true, false]);
    expect(weeks.map(({ trend }) => trend)).toEqual([null, null, null]);
  });
});
