import { describe, expect, it } from 'vitest';
import { tabulateCells } from '../../../shared/releases/rules/tabulate-cells.ts';
import { countAllCells, buildHarmTheme, buildChildEvidence } from '../../support/evidence.ts';

const AXES = { localities: ['norwich', 'unknown'], harms: ['county-lines', 'online-harm'] };

const lines = (child: string, context = 'transport') =>
  buildChildEvidence(child, { theme: buildHarmTheme('county-lines', context) });

const tabulate = (...evidence: readonly ReturnType<typeof buildChildEvidence>[]) =>
  tabulateCells(AXES, countAllCells(evidence));

describe('The table of a period', () => {
  it('Counts a child once in a locality and harm, whatever the week and context', () => {
    const { counts } = tabulate(
      lines('a'),
      lines('a', 'home'),
      buildChildEvidence('a', { theme: buildHarmTheme('county-lines', 'home'), week: '2026-W46' }),
      lines('b'),
    );
    expect(counts).toEqual([2, 0, 2, 0, 0, 0, 2, 0, 2]);
  });

  it('Adds up in its totals, and knows how many children are behind them', () => {
    const online = buildHarmTheme('online-harm', 'online');
    const { counts, children } = tabulate(
      lines('a'),
      buildChildEvidence('a', { theme: online }),
      buildChildEvidence('a', { theme: online, locality: 'unknown' }),
      lines('b'),
    );
    expect(counts).toEqual([2, 1, 3, 0, 1, 1, 2, 2, 4]);
    expect(children).toEqual([2, 1, 2, 0, 1, 1, 2, 1, 2]);
  });

  it('Leaves out push and pull factors', () => {
    const { counts } = tabulate(
      buildChildEvidence('a', { theme: { kind: 'push', factor: 'bullying' } }),
    );
    expect(counts.every((count) => count === 0)).toBe(true);
  });

  it('Has a row and a column for all that was disclosed, also for a locality and a harm that are gone', () => {
    const { localities, harms, counts } = tabulate(
      buildChildEvidence('a', { locality: 'old-town', theme: buildHarmTheme('old-harm', 'home') }),
    );
    expect([localities, harms]).toEqual([
      [...AXES.localities, 'old-town'],
      [...AXES.harms, 'old-harm'],
    ]);
    expect(counts.at(-1)).toBe(1);
  });
});
