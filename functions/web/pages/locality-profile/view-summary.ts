import type { AuthorityProfile } from '../../../../shared/profiles/authority-profile-api.ts';
import type { SectionView, TableView } from './page-view.ts';
import { formatCount, formatWeek } from './format.ts';
import { describeDifference } from '../../../../shared/profiles/rules/compare-quarters.ts';
import { isBeforeUnrecorded } from '../../../../shared/profiles/rules/basis.ts';

type Profile = Pick<AuthorityProfile, 'whole' | 'basis' | 'locality' | 'authority' | 'before'>;

const formatDebriefs = (count: number): string => formatCount(count, 'debrief', 'debriefs');
const formatInterviews = (count: number): string => formatCount(count, 'interview', 'interviews');

const COUNTED = [
  ['children', 'Children'],
  ['debriefs', 'Debriefs'],
  ['items', 'Items'],
  ['places', 'Known places'],
] as const;

const buildTable = ({ whole: { now, before } }: Profile): TableView => ({
  id: 'summary-table',
  caption: 'What was disclosed, now and in the quarter before',
  columns: [
    { label: 'Counted', holds: 'words' },
    { label: 'Now', holds: 'number' },
    { label: 'Quarter before', holds: 'number' },
    { label: 'Difference', holds: 'words' },
  ],
  rows: COUNTED.map(([name, label]) => [
    label,
    String(now[name]),
    String(before[name]),
    describeDifference(now[name], before[name]),
  ]),
});

const describeInterviewees = ({ basis }: Profile): string => {
  const { child, 'parent-or-carer': carer } = basis.debriefs;
  if (child + carer === 0) return 'No debriefs in this quarter are about this locality.';
  const others = basis.ofOtherAuthorities;
  const foreign = others === 0 ? '' : ` ${others} of them came from other authorities.`;
  return `This quarter has ${formatDebriefs(child + carer)} about this locality. The child spoke in ${child} and a parent or carer in ${carer}.${foreign}`;
};

const describeLocality = (
  { held, aboutLocality }: NonNullable<Profile['basis']['interviews']['ofLocality']>,
  name: string,
): string =>
  held === 0
    ? `none of them with children of ${name}.`
    : `${held} of them with children of ${name}. ${aboutLocality} of these ${held} disclosed something about this locality.`;

const describeInterviews = ({ basis, locality, authority }: Profile): string => {
  const { ofAuthority, ofLocality } = basis.interviews;
  const were = ofAuthority === 1 ? 'was' : 'were';
  const completed = `In the same weeks ${formatInterviews(ofAuthority)} with children of ${authority.name} ${were} completed`;
  return ofLocality === null || ofAuthority === 0
    ? `${completed}.`
    : `${completed}, ${describeLocality(ofLocality, locality.name)}`;
};

const describeRecording = ({ basis, authority, before }: Profile): readonly string[] => {
  const { recordedFrom: from } = basis;
  const weeks = { from: before.firstWeek, to: before.lastWeek };
  if (from === null || !isBeforeUnrecorded(from, { before: weeks })) return [];
  return [
    `Nothing was recorded for ${authority.name} in the quarter before until the ${formatWeek(from)}, so do not rely on the differences.`,
  ];
};

const ITEMS =
  'An item is one thing that was disclosed: a harm, something a child ran from, or something that drew them away. Each child is counted once, whoever spoke for them.';

export const viewSummary = (profile: Profile): SectionView => {
  const sentences = [
    describeInterviewees(profile),
    describeInterviews(profile),
    ...describeRecording(profile),
  ];
  const { now, before } = profile.whole;
  const nothing = now.items + before.items === 0;
  return {
    id: 'summary',
    heading: 'In short',
    paragraphs: nothing ? sentences : [...sentences, ITEMS],
    entries: [],
    figures: nothing ? [] : [{ charts: [], table: buildTable(profile), isWide: true }],
  };
};
