import { createRandom, type Random } from '../../infra/local/demonstration/random.ts';
import type { Episode, StoredEpisode } from '../../shared/episodes/episode.ts';
import type { IntelligenceItem, IntelligencePlace } from '../../shared/intelligence/item.ts';
import type { Evidence } from '../../shared/themes/evidence.ts';
import {
  addWeeks,
  type IsoWeek,
  listWeeks,
  findStartOfWeek,
} from '../../shared/kernel/iso-week.ts';
import type { Signal } from '../../shared/signals/signal.ts';
import type { Theme } from '../../shared/themes/theme.ts';
import { buildEvidence, buildItemCodes } from './evidence.ts';
import { at } from './facts.ts';
import { buildCluster, buildSignal } from './signals.ts';
import { endedAfter, RETURNED_AT, buildReturnedEpisode } from './returned-episodes.ts';

/** What half a year of Norwich may look like: drawn from a seed, always the same, all invented. */
const LAST: IsoWeek = '2026-W47';
const CHILDREN = 70;

const HARMS = {
  'child-criminal-exploitation transport': 3,
  'child-criminal-exploitation neighbourhood-public-place': 3,
  'county-lines transport': 2,
  'child-sexual-exploitation online': 3,
  'online-harm online': 4,
  'substance-misuse peer-group': 6,
  'substance-misuse neighbourhood-public-place': 4,
  'serious-youth-violence neighbourhood-public-place': 2,
  'teenage-relationship-abuse peer-group': 2,
  'mental-health home-family': 3,
  'self-harm home-family': 2,
  'family-conflict home-family': 7,
  'neglect-or-abuse-at-home home-family': 1,
} as const;

const PUSH = {
  'family-conflict': 6,
  'placement-unhappiness': 3,
  'school-problems': 3,
  bullying: 2,
  'mental-health': 2,
} as const;

const PULL = { friends: 6, partner: 2, parties: 2, 'online-contact': 2, independence: 2 } as const;

const place = (key: string, name: string | null, postcode: string | null): IntelligencePlace => ({
  key,
  name,
  postcode,
  point: null,
});

const PLACES: readonly (readonly [placeType: string | null, place: IntelligencePlace | null])[] = [
  [null, null],
  [null, null],
  ['transport-hub', place('pl-1', 'Riverside bus station', 'NR1 1AA')],
  ['transport-hub', place('pl-1', 'Riverside bus station', 'NR1 1AA')],
  ['park', place('pl-2', 'Mill Meadow', 'NR3 1AB')],
  ['fast-food-outlet', place('pl-3', 'Chicken & Chips "Express"', 'NR2 1BB')],
  ['high-street-or-shopping-centre', place('pl-4', 'Castle Arcade', 'NR1 3DD')],
  ['private-address', place('pl-5', null, 'NR3 2CC')],
  ['park', place('pl-6', 'Old Quarry', null)],
  ['licensed-premises', place('pl-7', 'The Ferryman', 'NR1 2EE')],
];

const timeOf = (random: Random) =>
  random.happens(0.65)
    ? {
        weekday: random.pickWeighted({
          monday: 1,
          tuesday: 1,
          wednesday: 1,
          thursday: 1,
          friday: 4,
          saturday: 4,
          sunday: 2,
        }),
        timeOfDay: `${random.pickWeighted({ '16': 1, '19': 2, '22': 4, '23': 3, '01': 2 })}:30`,
      }
    : { weekday: null, timeOfDay: null };

const itemOf = (random: Random, context: string): Partial<IntelligenceItem> => {
  const [placeType, where] = random.pick(PLACES);
  const online = context === 'online';
  return {
    ...timeOf(random),
    confidence: random.pickWeighted({ low: 2, medium: 5, high: 3 }),
    ...(online
      ? {
          online: {
            platform: random.pick(['social-media', 'messaging', 'gaming', null]),
            handle: null,
          },
        }
      : { placeType, place: where }),
  };
};

type Debrief = Pick<
  Evidence,
  'week' | 'childKey' | 'debriefId' | 'taskId' | 'episodeId' | 'disclosedAt' | 'interviewee'
>;

const debriefOf = (random: Random, week: IsoWeek, which: string, child: number): Debrief => ({
  week,
  childKey: `child-${child}`,
  debriefId: `deb-${which}`,
  taskId: `rhi-${which}`,
  episodeId: `ep-${which}`,
  disclosedAt: findStartOfWeek(week),
  interviewee: random.happens(0.85) ? 'child' : 'parent-or-carer',
});

const aboutHarm = (random: Random, debrief: Debrief, drawn: keyof typeof HARMS): Evidence => {
  const [harm = '', context = ''] = drawn.split(' ');
  return buildEvidence({
    ...debrief,
    theme: { kind: 'harm', harm, context },
    item: buildItemCodes(itemOf(random, context)),
  });
};

const aboutFactor = (debrief: Debrief, theme: Theme): Evidence =>
  buildEvidence({ ...debrief, theme, item: null });

const discloseInDebrief = (random: Random, debrief: Debrief): readonly Evidence[] => [
  ...Array.from({ length: random.integer(1, 2) }, () =>
    aboutHarm(random, debrief, random.pickWeighted(HARMS)),
  ),
  aboutFactor(debrief, { kind: 'push', factor: random.pickWeighted(PUSH) }),
  ...(random.happens(0.7)
    ? [aboutFactor(debrief, { kind: 'pull', factor: random.pickWeighted(PULL) })]
    : []),
];

/** In the last three weeks several children disclose the same bus station. */
const discloseAtBusStation = (random: Random, week: IsoWeek): readonly Evidence[] =>
  Array.from({ length: 4 }, (_, which) => {
    const debrief = debriefOf(random, week, `planted-${week}-${which}`, 100 + which);
    return buildEvidence({
      ...debrief,
      item: buildItemCodes({
        placeType: 'transport-hub',
        place: place('pl-1', 'Riverside bus station', 'NR1 1AA'),
        weekday: 'friday',
        timeOfDay: '22:15',
        confidence: 'high',
      }),
    });
  });

/** Half a year of evidence in Norwich. */
export const createNorwichEvidence = (): readonly Evidence[] => {
  const random = createRandom('norwich', 1);
  const weeks = listWeeks(addWeeks(LAST, -25), LAST);
  return weeks.flatMap((week, number) => {
    const disclosed = Array.from({ length: random.integer(2, 6) }, (_, which) =>
      discloseInDebrief(
        random,
        debriefOf(random, week, `${number}-${which}`, random.integer(1, CHILDREN)),
      ),
    ).flat();
    return number > 22 ? [...disclosed, ...discloseAtBusStation(random, week)] : disclosed;
  });
};

/** Two signals: one in progress, one that is new. */
export const createNorwichSignals = (): readonly Signal[] => [
  buildSignal({
    firstWeek: '2026-W45',
    raisedAt: at('2026-11-09T02:00Z'),
    sentence:
      '5 children disclosed criminal exploitation at transport hubs in Norwich in the last 4 weeks; about 1.5 would be usual; a count this high comes by chance about 1 time in 50.',
    history: [
      { at: at('2026-11-10T09:00Z'), by: 'l-1', kind: 'seen' },
      { at: at('2026-11-11T09:00Z'), by: 'l-1', kind: 'judged', judgement: 'useful', note: null },
      {
        at: at('2026-11-13T09:00Z'),
        by: 'l-1',
        kind: 'action',
        note: 'Youth work at Riverside bus station on Friday and Saturday evenings until Christmas; British Transport Police informed.',
      },
    ],
  }),
  buildCluster({
    harm: 'online-harm',
    localities: ['norwich', 'broadland'],
    raisedAt: at('2026-11-16T02:00Z'),
    firstWeek: '2026-W46',
    sentence:
      'Children disclosed online harm 6 times in Norwich and Broadland within 4 km in the last 3 weeks; about 2 would be usual there and then.',
  }),
];

/** Interviews of the last quarter, three in four of them with children of Norwich, some with a referral. */
const norwichEpisodes = (): readonly Episode[] =>
  Array.from({ length: 40 }, (_, number) => {
    const episode = buildReturnedEpisode({
      episode: { locality: number % 4 === 3 ? 'great-yarmouth' : 'norwich' },
      outcome: endedAfter(number + 1, 'completed'),
    });
    if (episode.task === null) throw new Error('The child came home.');
    const referral = {
      referralId: `ref-${number}`,
      to: number % 2 === 0 ? 'mace' : 'youth-work',
      status: number % 4 === 0 ? 'accepted' : 'to-be-made',
      on: RETURNED_AT.slice(0, 10),
      raisedOn: RETURNED_AT.slice(0, 10),
    } as const;
    return {
      ...episode,
      task: {
        ...episode.task,
        taskId: `rhi-${20 + Math.floor(number / 4)}-${number % 4}`,
        referrals: number % 5 === 0 ? [referral] : [],
      },
    };
  });

/** Their episodes, as the store has them. */
export const createNorwichReturns = (): readonly StoredEpisode[] =>
  norwichEpisodes().map((episode) => ({
    episode,
    childId: null,
    childKeys: [],
    contradicting: [],
    formerChildIds: [],
    version: 1,
    taskVersion: 0,
    raised: [],
    escalateAt: null,
  }));
