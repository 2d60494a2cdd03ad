import { describe, expect, it } from 'vitest';
import { createMemoryTable } from '../../../shared/database/memory-table.ts';
import { applyEvidence } from '../../../shared/themes/apply-evidence.ts';
import { reconcileEvidence } from '../../../shared/themes/reconcile-evidence.ts';
import { buildItemBody } from '../../support/work-bodies.ts';
import { createEvidenceWorld, toEpisodeId } from '../../support/evidence-world.ts';
import { at, buildUpdatedFact } from '../../support/facts.ts';
import { cutOffAt } from '../../support/table-trouble.ts';

const NOW = at('2026-11-25T12:00Z');
const DISCLOSED = { items: [buildItemBody()] };
const idsOf = (...references: readonly string[]) => references.map(toEpisodeId).sort();

const createReconciling = () => {
  const world = createEvidenceWorld();
  const table = createMemoryTable();
  const ports = world.portsOver(table);
  const requested: string[] = [];
  const work = {
    request: (episodeIds: readonly string[]) => {
      requested.push(...episodeIds);
      return Promise.resolve();
    },
  };
  const reconcile = async (): Promise<readonly string[]> => {
    requested.length = 0;
    await reconcileEvidence({ ...ports, work }, NOW);
    return [...requested].sort();
  };
  const debriefAll = async (...references: readonly string[]): Promise<void> => {
    for (const reference of references) {
      await world.begin(reference);
      await world.debrief(reference, DISCLOSED);
    }
  };
  const apply = (reference: string) => applyEvidence(ports, toEpisodeId(reference));
  return { world, table, ports, work, reconcile, debriefAll, apply };
};

describe('A reconciliation of evidence', () => {
  it('queues only episodes whose evidence was never written', async () => {
    const { reconcile, debriefAll, apply } = createReconciling();
    await debriefAll('NC-1', 'NC-2', 'NC-3');
    await apply('NC-2');
    expect(await reconcile()).toEqual(idsOf('NC-1', 'NC-3'));
    await apply('NC-1');
    await apply('NC-3');
    expect(await reconcile()).toEqual([]);
  });

  it('queues an episode that changed since', async () => {
    const { world, reconcile, debriefAll, apply } = createReconciling();
    await debriefAll('NC-1');
    await apply('NC-1');
    await world.receiveFact(buildUpdatedFact({ riskLevel: 'high' }, { reference: 'NC-1' }));
    expect(await reconcile()).toEqual(idsOf('NC-1'));
    await apply('NC-1');
    expect(await reconcile()).toEqual([]);
  });

  it('queues a withdrawn debrief whose evidence stayed', async () => {
    const { world, reconcile, debriefAll, apply } = createReconciling();
    await debriefAll('NC-1');
    await apply('NC-1');
    await world.retract('NC-1');
    expect(await reconcile()).toEqual(idsOf('NC-1'));
    await apply('NC-1');
    await world.receiveFact(buildUpdatedFact({ riskLevel: 'high' }, { reference: 'NC-1' }));
    expect(await reconcile()).toEqual([]);
  });

  it('queues an update that was started and not completed', async () => {
    const { world, table, reconcile, debriefAll } = createReconciling();
    await debriefAll('NC-1');
    const cut = applyEvidence(world.portsOver(cutOffAt(table, 2)), toEpisodeId('NC-1'));
    await expect(cut).rejects.toThrow('cut off');
    expect(await reconcile()).toEqual(idsOf('NC-1'));
  });

  it('checks every episode, however many there are, and reports how many', async () => {
    const { ports, work, reconcile, debriefAll, apply } = createReconciling();
    const references = Array.from({ length: 230 }, (_, index) => `NC-${String(index)}`);
    await debriefAll(...references);
    expect(await reconcile()).toEqual(idsOf(...references));
    await apply('NC-7');
    expect(await reconcileEvidence({ ...ports, work }, NOW)).toEqual({
      listed: 230,
      requested: 229,
    });
  });

  it('fails when it cannot queue, so that it is run again', async () => {
    const { ports, debriefAll } = createReconciling();
    await debriefAll('NC-1');
    const work = { request: () => Promise.reject(new Error('the queue does not answer')) };
    await expect(reconcileEvidence({ ...ports, work }, NOW)).rejects.toThrow(
      'requests of evidence',
    );
  });
});
