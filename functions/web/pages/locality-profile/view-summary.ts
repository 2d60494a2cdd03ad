import type { AuthorityProfile } from '../../../../shared/profiles/authority-profile-api.ts';
import type { SectionView, TableView } from './page-view.ts';
import { countOf, weekInWords } from './words.ts';
import { describeDifference } from '../../../../shared/profiles/rules/compare-quarters.ts';
import { isBeforeUnrecorded } from '../../../../shared/profiles/rules/basis.ts';

type Profile = Pick<AuthorityProfile, 'whole' | 'basis' | 'locality' | 'authority' | 'before'>;

const debriefs = (count: number): string => countOf(count, 'debrief', 'debriefs');
const interviews = (count: number): string => countOf(count, 'interview', 'interviews');

const COUNTED = [
  ['children', 'Children'],
  ['debriefs', 'Debriefs'],
  ['items', 'Items'],
  ['places', 'Known places'],
] as const;

const tableOf = ({ whole: { now, before } }: Profile): TableView => ({
  id: 'summary-table',
  caption: 'What was told, now and in the quarter before',
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

const tellInterviewees = ({ basis }: Profile): string => {
  const { child, 'parent-or-carer': carer } = basis.debriefs;
  if (child + carer === 0) return 'No debrief of this quarter told of something here.';
  const others = basis.ofOtherAuthorities;
  const foreign = others === 0 ? '' : ` ${others} of them came from other authorities.`;
  return `This quarter rests on ${debriefs(child + carer)}: in ${child} the child spoke, in ${carer} a parent or carer.${foreign}`;
};

const tellOfLocality = (
  { held, aboutLocality }: NonNullable<Profile['basis']['interviews']['ofLocality']>,
  name: string,
): string =>
  held === 0
    ? `none of them with children of ${name}.`
    : `${held} of them with children of ${name}. ${aboutLocality} of these ${held} told of something here.`;

const tellInterviews = ({ basis, locality, authority }: Profile): string => {
  const { ofAuthority, ofLocality } = basis.interviews;
  const were = ofAuthority === 1 ? 'was' : 'were';
  const completed = `In the same weeks ${interviews(ofAuthority)} with children of ${authority.name} ${were} completed`;
  return ofLocality === null || ofAuthority === 0
    ? `${completed}.`
    : `${completed}, ${tellOfLocality(ofLocality, locality.name)}`;
};

/** Before anything was recorded there was nothing to count: more than nothing is then no rise. */
const tellRecording = ({ basis, authority, before }: Profile): readonly string[] => {
  const { recordedFrom: from } = basis;
  const weeks = { from: before.firstWeek, to: before.lastWeek };
  if (from === null || !isBeforeUnrecorded(from, { before: weeks })) return [];
  return [
    `Nothing was recorded for ${authority.name} in the quarter before until the ${weekInWords(from)}: differences to it say little.`,
  ];
};

const ITEMS =
  'An item is one thing that was told: of a harm, of what a child ran from, or of what drew them. Each child is counted once, whoever spoke for them.';

/** How much there is, and on how much it rests. */
export const viewSummary = (profile: Profile): SectionView => {
  const rests = [tellInterviewees(profile), tellInterviews(profile), ...tellRecording(profile)];
  const { now, before } = profile.whole;
  const nothing = now.items + before.items === 0;
  return {
    id: 'summary',
    heading: 'In short',
    paragraphs: nothing ? rests : [...rests, ITEMS],
    entries: [],
    figures: nothing ? [] : [{ charts: [], table: tableOf(profile), isWide: true }],
  };
};
