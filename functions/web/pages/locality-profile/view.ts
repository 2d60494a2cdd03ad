import type { AuthorityProfile } from '../../../../shared/profiles/authority-profile-api.ts';
import { formatInstant, toLondonDate } from '../../../../shared/kernel/london-time.ts';
import { type CountedLine, viewCounts } from './view-counts.ts';
import type { PageView, SectionView } from './page-view.ts';
import { viewPlaces, viewTimes } from './view-places-and-times.ts';
import { viewSignals, viewDone } from './view-follow-up.ts';
import { viewSummary } from './view-summary.ts';
import { viewTrend } from './view-trend.ts';
import { formatDay, capitalise } from './format.ts';

const CHANCE =
  'Small differences are often chance. Differences that are unlikely to be chance are listed under Signals.';

const viewHarms = ({ harms }: AuthorityProfile): SectionView =>
  viewCounts({
    id: 'harms',
    heading: 'Harms',
    of: 'Harm',
    by: 'by harm',
    paragraphs: [`A child can disclose more than one harm. ${CHANCE}`],
    lines: harms,
    none: 'No harms were disclosed in these two quarters.',
  });

const viewThemes = ({ themes }: AuthorityProfile): SectionView =>
  viewCounts({
    id: 'themes',
    heading: 'Themes: harm and where it happens',
    of: 'Theme',
    by: 'by theme',
    lines: themes.map(capitaliseLabel),
    none: 'No themes were disclosed in these two quarters.',
  });

const capitaliseLabel = <Line extends CountedLine>(line: Line): Line => ({
  ...line,
  label: capitalise(line.label),
});

const viewFactors = ({ push, pull }: AuthorityProfile): readonly SectionView[] => [
  viewCounts({
    id: 'push',
    heading: 'What children ran from',
    of: 'Push factor',
    by: 'by push factor',
    lines: push,
    none: 'No push factors were disclosed in these two quarters.',
  }),
  viewCounts({
    id: 'pull',
    heading: 'What drew them away',
    of: 'Pull factor',
    by: 'by pull factor',
    lines: pull,
    none: 'No pull factors were disclosed in these two quarters.',
  }),
];

const viewPlatforms = ({ platforms }: AuthorityProfile): SectionView =>
  viewCounts({
    id: 'platforms',
    heading: 'Online platforms',
    of: 'Platform',
    by: 'by online platform',
    lines: platforms,
    none: 'No online contact was disclosed in these two quarters.',
  });

const CONFIDENCES = { low: 'Low', medium: 'Medium', high: 'High' } as const;

const viewConfidence = ({ confidence }: AuthorityProfile): SectionView =>
  viewCounts({
    id: 'confidence',
    heading: 'How sure practitioners are',
    of: 'Confidence',
    by: 'by the practitioner’s confidence',
    lines: confidence.map((line) => ({ ...line, label: CONFIDENCES[line.confidence] })),
    none: 'No items were disclosed in these two quarters.',
  });

const NOTHING_RECORDED: SectionView = {
  id: 'nothing',
  heading: 'Nothing recorded yet',
  paragraphs: [
    'No debriefs in these two quarters are about this locality. That does not mean that nothing is happening.',
  ],
  entries: [],
  figures: [],
};

const viewSections = (profile: AuthorityProfile): readonly SectionView[] => {
  const { now, before } = profile.whole;
  const followUp = [viewSignals(profile), viewDone(profile)];
  if (now.items + before.items === 0) return [NOTHING_RECORDED, viewSummary(profile), ...followUp];
  return [
    viewSummary(profile),
    ...followUp,
    viewHarms(profile),
    viewThemes(profile),
    viewTrend(profile),
    ...viewFactors(profile),
    viewPlaces(profile),
    viewTimes(profile),
    viewPlatforms(profile),
    viewConfidence(profile),
  ];
};

const formatQuarter = ({ from, to }: AuthorityProfile['quarter']): string =>
  `${formatDay(from)} to ${formatDay(to)}`;

export const viewProfile = (profile: AuthorityProfile): PageView => {
  const name = `Locality profile: ${profile.locality.name}, ${profile.authority.name}`;
  const asOf = profile.asOf;
  return {
    title: `${name} – Homeward`,
    heading: name,
    period: [
      `Now: ${formatQuarter(profile.quarter)}, 13 weeks.`,
      `Quarter before: ${formatQuarter(profile.before)}.`,
    ],
    limits: profile.limits,
    sections: viewSections(profile),
    footer: [
      `For the services of ${profile.authority.name} only. Small numbers are shown in full, so somebody who knows the area could identify a child. Give partners the version for partners.`,
      `Made at ${formatInstant(asOf, asOf)} ${toLondonDate(asOf).slice(0, 4)}.`,
    ],
  };
};
