import { beforeEach, describe, expect, it } from 'vitest';
import type { Evidence } from '../../../shared/themes/evidence.ts';
import type { IsoWeek } from '../../../shared/kernel/iso-week.ts';
import type { Signal, SignalEvent } from '../../../shared/signals/signal.ts';
import { createDetectionWorld, type DetectionWorld } from '../../support/detection-world.ts';
import { at } from '../../support/facts.ts';
import { buildHarmTheme, buildChildEvidence } from '../../support/evidence.ts';

const children = (count: number, week: IsoWeek, name = ''): readonly Evidence[] =>
  Array.from({ length: count }, (_, number) =>
    buildChildEvidence(`${week}${name}-${number}`, { week }),
  );

const FIRST = buildChildEvidence('first', {
  week: '2025-W47',
  locality: 'breckland',
  theme: buildHarmTheme('radicalisation', 'online'),
});

const event = (kind: 'seen' | 'closed', day: string): SignalEvent => {
  const common = { at: at(`${day}T10:00Z`), by: 'm-1' };
  return kind === 'seen' ? { ...common, kind } : { ...common, kind, note: null };
};

describe('A theme that was raised', () => {
  let world: DetectionWorld;
  beforeEach(async () => {
    world = createDetectionWorld();
    world.addEvidence(FIRST, ...children(5, '2026-W46'));
    await world.run('2026-11-18');
  });

  const only = async (): Promise<Signal> => {
    const [signal, ...others] = await world.signals();
    expect(others).toEqual([]);
    if (signal === undefined) throw new Error('There is no signal.');
    return signal;
  };

  const happen = async (one: SignalEvent): Promise<void> => {
    const signal = await only();
    const next = { ...signal, history: [...signal.history, one], version: signal.version + 1 };
    expect(await world.ports.signals.writeSignal(next, signal)).toBe('written');
  };

  const earsOf = async (day: string) => (await world.run(day)).methods[0];

  it('is not raised again the next day, for the same week: it goes on, and says which run found it', async () => {
    const raised = await only();
    const run = await world.run('2026-11-19');
    expect(run.methods[0]).toMatchObject({ raised: 0, continued: 1 });
    expect(await only()).toEqual({ ...raised, runId: run.runId, version: raised.version + 1 });
  });

  it('goes on with later disclosures, and keeps what staff did about it', async () => {
    const raised = await only();
    await happen(event('seen', '2026-11-18'));
    world.addEvidence(...children(7, '2026-W47'));
    expect(await earsOf('2026-11-22')).toMatchObject({ raised: 0, continued: 1 });
    const { signalId, raisedAt, firstWeek } = raised;
    const history = [event('seen', '2026-11-18')];
    expect(await only()).toMatchObject({ signalId, raisedAt, firstWeek, history });
    const signal = await only();
    expect(signal).toMatchObject({ lastWeek: '2026-W47', figures: { count: 7, recent: 12 } });
    expect(signal.evidence).toHaveLength(12);
    expect(signal.madeOf.counts.children).toBe(12);
    expect(signal.sentence).toContain('12 children');
  });

  it('goes on until four weeks after it was last found, and is another signal later', async () => {
    world.addEvidence(...children(9, '2026-W50'));
    expect(await earsOf('2026-12-09')).toMatchObject({ raised: 0, continued: 1 });
    world.addEvidence(...children(12, '2027-W02'));
    expect(await earsOf('2027-01-13')).toMatchObject({ raised: 1, continued: 0 });
    expect(await world.signals()).toMatchObject([
      { firstWeek: '2027-W02', history: [] },
      { firstWeek: '2026-W46', lastWeek: '2026-W50' },
    ]);
  });

  it('and closed is not raised again for earlier disclosures', async () => {
    await happen(event('closed', '2026-11-18'));
    const closed = await only();
    world.addEvidence(...children(2, '2026-W46', '-late'));
    expect(await earsOf('2026-11-19')).toMatchObject({ raised: 0, alreadyClosed: 1 });
    expect(await only()).toEqual(closed);
  });

  it('and closed is a new signal when as many more children disclose it as would alarm by themselves', async () => {
    await happen(event('closed', '2026-11-18'));
    const closed = await only();
    world.addEvidence(...children(3, '2026-W46', '-late'));
    expect(await earsOf('2026-11-19')).toMatchObject({ raised: 1, alreadyClosed: 0 });
    const signals = await world.signals();
    expect(new Set(signals.map(({ signalId }) => signalId)).size).toBe(2);
    expect(signals).toContainEqual(closed);
    expect(await earsOf('2026-11-20')).toMatchObject({ raised: 0, continued: 1 });
    expect(await world.signals()).toHaveLength(2);
  });

  it('is another signal in another locality, context or harm', async () => {
    const elsewhere: readonly Partial<Evidence>[] = [
      { locality: 'kings-lynn' },
      { theme: buildHarmTheme('child-criminal-exploitation', 'online') },
      { theme: buildHarmTheme('county-lines', 'transport') },
    ];
    for (const about of elsewhere) {
      world.addEvidence(
        ...children(5, '2026-W46').map((one) =>
          buildChildEvidence(one.childKey, { week: '2026-W46', ...about }),
        ),
      );
    }
    expect(await earsOf('2026-11-19')).toMatchObject({ raised: 3, continued: 1 });
    expect(await world.signals()).toHaveLength(4);
  });

  it('stays as it is when the debriefs behind it are withdrawn: it was raised, and staff may have acted', async () => {
    const raised = await only();
    world.withdraw(...children(5, '2026-W46'));
    expect(await earsOf('2026-11-19')).toMatchObject({ alarms: 0 });
    expect(await only()).toEqual(raised);
  });

  it('keeps a judgement that is given while a run goes on: the run reads again, and adds to it', async () => {
    const { signals } = world.ports;
    let raced = false;
    const racing: typeof signals = {
      ...signals,
      writeSignal: async (signal, previous) => {
        if (!raced) {
          raced = true;
          await happen(event('seen', '2026-11-19'));
        }
        return signals.writeSignal(signal, previous);
      },
    };
    Object.assign(world.ports, { signals: racing });
    await world.run('2026-11-19');
    expect(await only()).toMatchObject({ history: [event('seen', '2026-11-19')], version: 3 });
  });
});
