import { beforeEach, describe, expect, it } from 'vitest';
import type { IsoWeek } from '../../../shared/kernel/iso-week.ts';
import type { Signal } from '../../../shared/signals/signal.ts';
import { at } from '../../support/facts.ts';
import { buildCluster, buildRun, buildSignal } from '../../support/signals.ts';
import type { CoreStores } from '../../support/core-stores.ts';

const NORFOLK = 'E10000020';
const ALL: IsoWeek = '1000-W01';

/** What every store of signals must do, in memory and on DynamoDB alike. */
export const describeSignals = (name: string, open: () => Promise<CoreStores>): void => {
  describe(`a store of signals ${name}`, () => {
    let signals: CoreStores['signals'];
    beforeEach(async () => {
      ({ signals } = await open());
    });

    const idsFrom = async (week: IsoWeek): Promise<readonly string[]> =>
      (await signals.listSignals(NORFOLK, week)).map(({ signalId }) => signalId);

    it('gives back a signal as it was stored, of either method', async () => {
      const history: Signal['history'] = [
        { kind: 'seen', at: at('2026-11-18T09:00Z'), by: 'm-1' },
        {
          kind: 'judged',
          at: at('2026-11-18T09:01Z'),
          by: 'm-1',
          judgement: 'useful',
          note: null,
        },
        { kind: 'action', at: at('2026-11-18T09:02Z'), by: 'l-1', note: 'Outreach on Fridays' },
        { kind: 'closed', at: at('2026-11-18T09:03Z'), by: 'm-1', note: 'Done' },
      ];
      for (const signal of [buildSignal({ history }), buildCluster()]) {
        expect(await signals.writeSignal(signal, null)).toBe('written');
        expect(await signals.readSignal(signal.signalId)).toEqual(signal);
      }
    });

    it('knows no signal that was not stored', async () => {
      expect(await signals.readSignal('sig-none')).toBeNull();
      expect(await signals.listSignals(NORFOLK, ALL)).toEqual([]);
    });

    it('stores a new one once', async () => {
      const signal = buildSignal();
      expect(await signals.writeSignal(signal, null)).toBe('written');
      expect(await signals.writeSignal({ ...signal, sentence: 'Other' }, null)).toBe('conflict');
      expect(await signals.readSignal(signal.signalId)).toEqual(signal);
    });

    it('changes one on the version that was read, and refuses an older one', async () => {
      const signal = buildSignal();
      await signals.writeSignal(signal, null);
      const first = { ...signal, sentence: 'First', version: 2 };
      expect(await signals.writeSignal(first, signal)).toBe('written');
      const second = { ...signal, lastWeek: '2026-W48', sentence: 'Second', version: 2 } as const;
      expect(await signals.writeSignal(second, signal)).toBe('conflict');
      expect(await signals.listSignals(NORFOLK, ALL)).toEqual([first]);
    });

    it('lists those last found in a week or later, the latest found first', async () => {
      const old = buildSignal({ firstWeek: '2026-W40', lastWeek: '2026-W41' });
      const last = buildSignal({ firstWeek: '2026-W53', lastWeek: '2027-W01' });
      const middle = buildSignal({ lastWeek: '2026-W47' });
      for (const signal of [last, old, middle]) await signals.writeSignal(signal, null);
      expect(await idsFrom('2026-W41')).toEqual([last, middle, old].map((one) => one.signalId));
      expect(await idsFrom('2026-W47')).toEqual([last, middle].map((one) => one.signalId));
      expect(await idsFrom('2027-W02')).toEqual([]);
    });

    it('lists a continuing signal where it was last found, once', async () => {
      const signal = buildSignal();
      await signals.writeSignal(signal, null);
      const next = { ...signal, lastWeek: '2026-W49', version: 2 } as const;
      await signals.writeSignal(next, signal);
      expect(await signals.listSignals(NORFOLK, '2026-W48')).toEqual([next]);
      expect(await signals.listSignals(NORFOLK, ALL)).toEqual([next]);
    });

    it('lists a signal whose evidence was withdrawn where it is found now, and nowhere else', async () => {
      const signal = buildSignal({ firstWeek: '2026-W46', lastWeek: '2026-W47' });
      await signals.writeSignal(signal, null);
      const back = { ...signal, lastWeek: '2026-W46', version: 2 } as const;
      await signals.writeSignal(back, signal);
      expect(await signals.listSignals(NORFOLK, '2026-W47')).toEqual([]);
      expect(await signals.listSignals(NORFOLK, '2026-W46')).toEqual([back]);
    });

    it('keeps the signals of one authority from those of another', async () => {
      await signals.writeSignal(buildSignal({ authority: 'E06000059' }), null);
      expect(await signals.listSignals(NORFOLK, ALL)).toEqual([]);
    });

    it('keeps the first run of a day, and lists runs the latest first', async () => {
      const [first, second] = [buildRun(), buildRun({ day: '2026-11-19', runId: 'run-2' })];
      await signals.writeRun(first);
      await signals.writeRun(second);
      await signals.writeRun({ ...first, offMap: 99 });
      expect(await signals.readRun(NORFOLK, '2026-11-18')).toEqual(first);
      expect(await signals.readRun(NORFOLK, '2026-11-20')).toBeNull();
      expect(await signals.listRuns(NORFOLK, 5)).toEqual([second, first]);
      expect(await signals.listRuns(NORFOLK, 1)).toEqual([second]);
      expect(await signals.listRuns('E06000059', 5)).toEqual([]);
    });
  });
};
