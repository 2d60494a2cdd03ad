import { makeEpisodeId } from '../../support/ids.ts';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/episodes/fact.ts';
import { splitOccasions } from '../../../shared/episodes/rules/split-occasions.ts';
import {
  at,
  buildCancelledFact,
  buildFoundFact,
  buildReportedFact,
  buildReturnedFact,
  buildUpdatedFact,
} from '../../support/facts.ts';

/** A report made five minutes after the child was reported, unless the test says when. */
const report = (id: string, reportedAt: string, time = reportedAt): Fact =>
  buildReportedFact({ reportedAt: at(reportedAt) }, { id, time });
const back = (id: string, returnedAt: string, time = returnedAt): Fact =>
  buildReturnedFact({ returnedAt: at(returnedAt) }, { id, time });
const find = (id: string, foundAt: string, time = foundAt): Fact =>
  buildFoundFact({ foundAt: at(foundAt) }, { id, time });

const FIRST = makeEpisodeId('E23000024', 'NC-2026-000001');

const listIds = (...facts: readonly Fact[]): readonly (readonly string[])[] =>
  splitOccasions(FIRST, facts).map((occasion) => occasion.facts.map(({ id }) => id));

const [R1, T1] = [report('R1', '2026-11-01T20:00Z'), back('T1', '2026-11-02T08:00Z')];
const [R2, T2] = [report('R2', '2026-11-05T20:00Z'), back('T2', '2026-11-06T08:00Z')];

describe('a report after a return', () => {
  it('opens a further episode with its own return', () => {
    expect(listIds(R1, T1, R2, T2)).toEqual([
      ['R1', 'T1'],
      ['R2', 'T2'],
    ]);
  });

  it('keeps the id of the first, and makes one of its own from its notification, not its number', () => {
    const [first, second] = splitOccasions(FIRST, [R1, T1, R2]);
    expect(first?.episodeId).toBe(makeEpisodeId(R1.force, R1.reference));
    const between = report('R1b', '2026-11-03T20:00Z');
    const third = splitOccasions(FIRST, [R1, T1, between, back('T1b', '2026-11-04T08:00Z'), R2]).at(
      -1,
    );
    expect(second?.episodeId).toBe(third?.episodeId);
    expect(second?.episodeId).not.toBe(first?.episodeId);
  });

  it('is corrected by a later report of the same absence', () => {
    const corrected = report('R2b', '2026-11-05T19:00Z', '2026-11-05T22:00Z');
    expect(listIds(R1, T1, R2, corrected)).toEqual([
      ['R1', 'T1'],
      ['R2', 'R2b'],
    ]);
  });

  it('also when the return came before any report', () => {
    const late = back('T0', '2026-11-01T08:00Z');
    expect(listIds(late, R1)).toEqual([['T0'], ['R1']]);
  });
});

describe('a report without a return before it', () => {
  it('corrects the report before it', () => {
    expect(listIds(R1, R2, T2)).toEqual([['R1', 'R2', 'T2']]);
  });

  it('also when the return is at the same instant', () => {
    expect(listIds(R1, back('T', '2026-11-05T20:00Z'), R2)).toHaveLength(1);
  });

  it('also when a return was mistyped to before the first report', () => {
    const mistyped = back('T', '2025-11-02T08:00Z', '2026-11-02T08:10Z');
    expect(listIds(R1, mistyped, R2)).toHaveLength(1);
  });

  it('after a find, is the same absence', () => {
    expect(listIds(R1, find('F1', '2026-11-02T08:00Z'), R2)).toHaveLength(1);
  });
});

describe('a child who is found and missing again in a second absence', () => {
  it('stays in that absence, with the find', () => {
    const found = find('F2', '2026-11-05T23:00Z');
    const again = report('R3', '2026-11-06T01:00Z', '2026-11-06T01:05Z');
    expect(listIds(R1, T1, R2, found, again)).toEqual([
      ['R1', 'T1'],
      ['R2', 'F2', 'R3'],
    ]);
  });
});

describe('which episode a notification belongs to', () => {
  it('is, for a find or return, the last that was reported by then', () => {
    const late = find('F1', '2026-11-02T07:00Z', '2026-11-07T09:00Z');
    expect(listIds(R1, T1, R2, T2, late)).toEqual([
      ['R1', 'T1', 'F1'],
      ['R2', 'T2'],
    ]);
  });

  it('is, for an update or a cancellation, the last that was recorded by then', () => {
    const update = buildUpdatedFact({ riskLevel: 'high' }, { id: 'U', time: '2026-11-04T09:00Z' });
    const cancelled = buildCancelledFact({}, { id: 'C', time: '2026-11-05T21:00Z' });
    expect(listIds(R1, T1, R2, update, cancelled)).toEqual([
      ['R1', 'T1', 'U'],
      ['R2', 'C'],
    ]);
  });

  it('is the first for what is earlier than every report', () => {
    const early = find('F', '2026-10-31T08:00Z', '2026-11-01T21:00Z');
    expect(listIds(R1, T1, R2, early)[0]).toContain('F');
  });
});

describe('a report that a person said opened no episode', () => {
  it('is one with the episode before it', () => {
    const occasions = splitOccasions(FIRST, [R1, T1, R2, T2], {
      joined: new Set(['R2']),
      returns: [],
    });
    expect(occasions).toHaveLength(1);
  });
});
