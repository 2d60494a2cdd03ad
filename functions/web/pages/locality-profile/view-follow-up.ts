import type { AuthorityProfile } from '../../../../shared/profiles/authority-profile-api.ts';
import type { EntryView, SectionView, TableView } from './page-view.ts';
import { capitalise, formatWeek, formatDay } from './format.ts';
import { toLondonDate } from '../../../../shared/kernel/london-time.ts';

type Signal = AuthorityProfile['signals'][number];

const FOUND_BY: Readonly<Record<Signal['method'], string>> = {
  ears: 'More children than in the weeks before',
  'space-time-scan': 'Close together in place and time',
};

const STATES: Readonly<Record<Signal['state'], string>> = {
  new: 'New: not seen yet',
  seen: 'Seen, not judged yet',
  judged: 'Judged',
  'action-taken': 'Action taken',
  closed: 'Closed',
};

const JUDGEMENTS: Readonly<Record<NonNullable<Signal['judgement']>, string>> = {
  useful: 'Useful',
  'known-already': 'Known already',
  'not-useful': 'Not useful',
};

const viewWeeks = ({ firstWeek, lastWeek }: Signal): string =>
  firstWeek === lastWeek
    ? capitalise(formatWeek(firstWeek))
    : `${capitalise(formatWeek(firstWeek))} to ${formatWeek(lastWeek)}`;

const viewSignal = (signal: Signal): EntryView => ({
  sentence: signal.sentence,
  facts: [
    { label: 'Found by', value: FOUND_BY[signal.method] },
    { label: 'When', value: viewWeeks(signal) },
    { label: 'State', value: STATES[signal.state] },
    {
      label: 'Judged',
      value: signal.judgement === null ? 'Not yet' : JUDGEMENTS[signal.judgement],
    },
  ],
});

export const viewSignals = ({ signals }: AuthorityProfile): SectionView => ({
  id: 'signals',
  heading: 'Signals',
  paragraphs:
    signals.length === 0
      ? ['No signals. That does not mean that nothing is happening.']
      : [
          'Open signals and those found in this quarter. More was disclosed than chance would explain. A signal is a reason to look, not a finding.',
        ],
  entries: signals.map(viewSignal),
  figures: [],
});

type Done = AuthorityProfile['done'];

type Referrals = NonNullable<Done['referrals']>;

const SERVICES: Readonly<Record<Referrals[number]['to'], string>> = {
  mace: 'Multi-agency child exploitation meeting (MACE)',
  'national-referral-mechanism': 'National Referral Mechanism',
  'early-help': 'Early help',
  health: 'Health',
  education: 'Education',
  'youth-work': 'Youth work',
};

const STATUSES = {
  'to-be-made': 'Still to be made',
  made: 'Made',
  accepted: 'Accepted',
  'not-accepted': 'Not accepted',
  closed: 'Closed',
} as const satisfies Readonly<Record<keyof Referrals[number]['byStatus'], string>>;

const STATUS_ORDER = Object.keys(STATUSES) as readonly (keyof typeof STATUSES)[];

const buildTable = (referrals: Referrals): TableView => ({
  id: 'referrals-table',
  caption: 'Referrals raised from debriefs with children who live here, by status',
  columns: [
    { label: 'Referred to', holds: 'words' },
    { label: 'Raised', holds: 'number' },
    ...STATUS_ORDER.map((status) => ({ label: STATUSES[status], holds: 'number' as const })),
  ],
  rows: referrals.map(({ to, raised, byStatus }) => [
    SERVICES[to],
    String(raised),
    ...STATUS_ORDER.map((status) => String(byStatus[status])),
  ]),
});

const describeGaps = ({ actions, referrals }: Done): readonly string[] => [
  ...(actions.length === 0 ? ['No actions on signals are recorded.'] : []),
  ...(referrals?.length === 0
    ? ['No referrals were raised in these weeks from debriefs with children who live here.']
    : []),
];

export const viewDone = ({ done }: Pick<AuthorityProfile, 'done'>): SectionView => {
  const { actions, referrals } = done;
  return {
    id: 'done',
    heading: 'What was done',
    paragraphs: describeGaps(done),
    entries: actions.map(({ at, note, sentence }) => ({
      sentence: note,
      facts: [
        { label: 'When', value: formatDay(toLondonDate(at)) },
        { label: 'About', value: sentence },
      ],
    })),
    figures:
      referrals === null || referrals.length === 0
        ? []
        : [{ charts: [], table: buildTable(referrals), isWide: true }],
  };
};
