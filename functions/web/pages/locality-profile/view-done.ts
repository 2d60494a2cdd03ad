import type { AuthorityProfile } from '../../../../shared/profiles/authority-profile-api.ts';
import type { Instant } from '../../../../shared/kernel/instant.ts';
import { londonDateOf } from '../../../../shared/kernel/london-time.ts';
import type { SectionView, TableView } from './page-view.ts';
import { dayWithYear } from './words.ts';

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

const tableOf = (referrals: Referrals): TableView => ({
  id: 'referrals-table',
  caption: 'Referrals raised from debriefs with children who live here, and what became of them',
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

const tellNothing = ({ actions, referrals }: Done): readonly string[] => [
  ...(actions.length === 0 ? ['No action about a signal is recorded.'] : []),
  ...(referrals?.length === 0
    ? ['No referral was raised in these weeks from debriefs with children who live here.']
    : []),
];

/** What was done: about the signals, and referrals that debriefs gave cause for. */
export const viewDone = ({ done }: Pick<AuthorityProfile, 'done'>): SectionView => {
  const { actions, referrals } = done;
  return {
    id: 'done',
    heading: 'What was done',
    paragraphs: tellNothing(done),
    entries: actions.map(({ at, note, sentence }) => ({
      sentence: note,
      facts: [
        { label: 'When', value: dayWithYear(londonDateOf(at as Instant)) },
        { label: 'About', value: sentence },
      ],
    })),
    figures:
      referrals === null || referrals.length === 0
        ? []
        : [{ charts: [], table: tableOf(referrals), isWide: true }],
  };
};
