import { describe, expect, it } from 'vitest';
import { readDirectory } from '../../infra/directory.ts';
import { readMessageTemplates } from '../../infra/message-templates.ts';
import { runSimulation } from '../../infra/local/simulation/run-simulation.ts';
import type { Table } from '../../shared/database/table.ts';

const configuration = { directory: readDirectory(), templates: readMessageTemplates() };
const RUNS = 200;

const findViolations = async (
  runs: number,
  breakTable: (table: Table) => Table,
): Promise<readonly string[]> => {
  const violations: string[] = [];
  for (let seed = 1; seed <= runs; seed++) {
    const result = await runSimulation(seed, { ...configuration, breakTable });
    violations.push(...result.violations.map((sentence) => `seed ${seed}: ${sentence}`));
  }
  return violations;
};

describe('a county with faults everywhere', () => {
  it('keeps every rule of the domain, whatever fails and however often it is delivered', async () => {
    expect(await findViolations(RUNS, (table) => table)).toEqual([]);
  });

  it('gives the same result for the same seed', async () => {
    const first = await runSimulation(7, configuration);
    expect(await runSimulation(7, configuration)).toEqual(first);
    expect(first.messages).toBeGreaterThan(5);
    expect(first.faults).toBeGreaterThan(5);
  });
});

describe('a simulation notices', () => {
  it('a write that leaves out its conditions', async () => {
    const withoutConditions = (table: Table): Table => ({
      ...table,
      transact: (writes) =>
        table.transact(writes.map((write) => ('put' in write ? { put: write.put } : write))),
    });
    expect(await findViolations(20, withoutConditions)).not.toEqual([]);
  });

  it('a transaction of which only the first half is written', async () => {
    const halves = (table: Table): Table => ({
      ...table,
      transact: (writes) => table.transact(writes.slice(0, Math.ceil(writes.length / 2))),
    });
    expect(await findViolations(5, halves)).not.toEqual([]);
  });

  it('a list of pending replies that is always empty', async () => {
    const forgetful = (table: Table): Table => ({
      ...table,
      readIndex: (range) =>
        range.index.name === 'replies-pending' ? Promise.resolve([]) : table.readIndex(range),
      amend: () => Promise.reject(new Error('the mark cannot be removed')),
    });
    expect(await findViolations(5, forgetful)).not.toEqual([]);
  });

  it('a list of due levels that leaves some out', async () => {
    const blind = (table: Table): Table => ({
      ...table,
      readIndex: (range) =>
        range.index.name === 'escalations-due' ? Promise.resolve([]) : table.readIndex(range),
    });
    expect(await findViolations(10, blind)).not.toEqual([]);
  });
});
