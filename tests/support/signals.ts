import { hash } from '../../shared/kernel/hash.ts';
import { composeEvidence } from '../../shared/signals/composition.ts';
import type { Signal } from '../../shared/signals/signal.ts';
import type { DetectionRun } from '../../shared/signals/signal.ts';
import { at } from './facts.ts';
import { BUS_STATION, buildChildItem } from './evidence.ts';
import { BASE_CODES } from './debriefs.ts';

/** Five children of Norwich disclosed the bus station. */
export const SIGNAL_EVIDENCE = ['a', 'b', 'c', 'd', 'e'].map((child) =>
  buildChildItem(child, { placeType: 'transport-hub', place: BUS_STATION }),
);

const isPublicType = (placeType: string): boolean =>
  BASE_CODES.some(
    ({ list, code, publicPlace }) => list === 'place-type' && code === placeType && publicPlace,
  );

/** A signal of EARS, new, of the week of 16 November 2026. */
export const buildSignal = (about: Partial<Signal> = {}): Signal => ({
  signalId: `sig-${hash('signal-of-a-test', JSON.stringify(about))}`,
  authority: 'E10000020',
  localities: ['norwich'],
  harm: 'child-criminal-exploitation',
  context: 'transport',
  firstWeek: '2026-W47',
  lastWeek: '2026-W47',
  raisedAt: at('2026-11-18T02:00Z'),
  runId: 'run-1',
  figures: {
    method: 'ears',
    count: 5,
    c1: { bound: 1.163, alarm: true },
    c2: { bound: 1.163, alarm: true },
    recent: 5,
    usual: 0.041666666666666664,
    exceedance: 1.02e-9,
  },
  sentence: '5 children disclosed criminal exploitation at transport hubs in Norwich.',
  evidenceFrom: '2026-W44',
  evidence: SIGNAL_EVIDENCE.map(({ evidenceId }) => evidenceId),
  madeOf: composeEvidence(SIGNAL_EVIDENCE, isPublicType),
  history: [],
  version: 1,
  ...about,
});

/** A cluster around the bus station. */
export const buildCluster = (about: Partial<Signal> = {}): Signal =>
  buildSignal({
    context: null,
    figures: {
      method: 'space-time-scan',
      count: 6,
      children: 5,
      expected: 0.7,
      statistic: 8.123456,
      pValue: 0.001,
      centre: { latitude: 52.627, longitude: 1.307 },
      radiusKm: 1.5,
      weeks: 3,
    },
    ...about,
  });

/** A run of the night to 18 November 2026 that raised one and set one aside. */
export const buildRun = (about: Partial<DetectionRun> = {}): DetectionRun => ({
  runId: 'run-1',
  authority: 'E10000020',
  day: '2026-11-18',
  at: at('2026-11-18T02:00Z'),
  week: '2026-W47',
  methods: [
    {
      method: 'ears',
      lookedAt: 1008,
      notTestable: 0,
      alarms: 2,
      dropped: 1,
      raised: 1,
      continued: 0,
      alreadyClosed: 0,
    },
    {
      method: 'space-time-scan',
      lookedAt: 14,
      notTestable: 0,
      alarms: 0,
      dropped: 0,
      raised: 0,
      continued: 0,
      alreadyClosed: 0,
    },
  ],
  falseDiscoveryRate: 0.05,
  offMap: 3,
  dropped: [
    {
      localities: ['great-yarmouth'],
      harm: 'county-lines',
      context: 'online',
      lastWeek: '2026-W46',
      figures: {
        method: 'ears',
        count: 3,
        c1: { bound: 2.1, alarm: true },
        c2: { bound: 2.2, alarm: true },
        recent: 4,
        usual: null,
        exceedance: null,
      },
      sentence: '4 children disclosed county lines online in Great Yarmouth.',
    },
  ],
  ...about,
});
