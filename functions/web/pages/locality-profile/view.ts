import type { AuthorityProfile } from '../../../../shared/profiles/authority-profile-api.ts';
import type { Instant } from '../../../../shared/kernel/instant.ts';
import { inWords, londonDateOf } from '../../../../shared/kernel/london-time.ts';
import { type CountedLine, viewCounts } from './view-counts.ts';
import type { PageView, SectionView } from './page-view.ts';
import { viewPlaces, viewTimes } from './view-places.ts';
import { viewSignals, viewDone } from './view-signals.ts';
import { viewSummary } from './view-summary.ts';
import { viewTrend } from './view-trend.ts';
import { dayWithYear, sentenceCase } from './words.ts';

const CHANCE = 'Small differences are often chance: what is more than that stands under Signals.';

const harmsOf = ({ harms }: AuthorityProfile): SectionView =>
  viewCounts({
    id: 'harms',
    heading: 'Harms',
    of: 'Harm',
    by: 'by harm',
    paragraphs: [`One child can tell of several harms. ${CHANCE}`],
    lines: harms,
    none: 'No harm was told in these two quarters.',
  });

const themesOf = ({ themes }: AuthorityProfile): SectionView =>
  viewCounts({
    id: 'themes',
    heading: 'Themes: harm and where it happens',
    of: 'Theme',
    by: 'by theme',
    lines: themes.map(sentenceCased),
    none: 'No theme was told in these two quarters.',
  });

const sentenceCased = <Line extends CountedLine>(line: Line): Line => ({
  ...line,
  label: sentenceCase(line.label),
});

const factorsOf = ({ push, pull }: AuthorityProfile): readonly SectionView[] => [
  viewCounts({
    id: 'push',
    heading: 'What children ran from',
    of: 'Push factor',
    by: 'by push factor',
    lines: push,
    none: 'No push factor was told in these two quarters.',
  }),
  viewCounts({
    id: 'pull',
    heading: 'What drew them',
    of: 'Pull factor',
    by: 'by pull factor',
    lines: pull,
    none: 'No pull factor was told in these two quarters.',
  }),
];

const platformsOf = ({ platforms }: AuthorityProfile): SectionView =>
  viewCounts({
    id: 'platforms',
    heading: 'Online platforms',
    of: 'Platform',
    by: 'by online platform',
    lines: platforms,
    none: 'No online contact was told in these two quarters.',
  });

const CONFIDENCES = { low: 'Low', medium: 'Medium', high: 'High' } as const;

const confidenceOf = ({ confidence }: AuthorityProfile): SectionView =>
  viewCounts({
    id: 'confidence',
    heading: 'How sure practitioners are',
    of: 'Confidence',
    by: 'by the practitioner’s confidence',
    lines: confidence.map((line) => ({ ...line, label: CONFIDENCES[line.confidence] })),
    none: 'No item was told in these two quarters.',
  });

const NOTHING: SectionView = {
  id: 'nothing',
  heading: 'Nothing recorded yet',
  paragraphs: [
    'No debrief of these two quarters told of anything here. That does not mean that nothing happens.',
  ],
  entries: [],
  figures: [],
};

const sectionsOf = (profile: AuthorityProfile): readonly SectionView[] => {
  const { now, before } = profile.whole;
  const followUp = [viewSignals(profile), viewDone(profile)];
  if (now.items + before.items === 0) return [NOTHING, viewSummary(profile), ...followUp];
  return [
    viewSummary(profile),
    ...followUp,
    harmsOf(profile),
    themesOf(profile),
    viewTrend(profile),
    ...factorsOf(profile),
    viewPlaces(profile),
    viewTimes(profile),
    platformsOf(profile),
    confidenceOf(profile),
  ];
};

const quarterInWords = ({ from, to }: AuthorityProfile['quarter']): string =>
  `${dayWithYear(from)} to ${dayWithYear(to)}`;

/** What the page of a locality shows, for its own authority. */
export const viewProfile = (profile: AuthorityProfile): PageView => {
  const name = `Locality profile: ${profile.locality.name}, ${profile.authority.name}`;
  const asOf = profile.asOf as Instant;
  return {
    title: `${name} – Homeward`,
    heading: name,
    period: [
      `Now: ${quarterInWords(profile.quarter)}, 13 weeks.`,
      `Quarter before: ${quarterInWords(profile.before)}.`,
    ],
    limits: profile.limits,
    sections: sectionsOf(profile),
    footer: [
      `For the services of ${profile.authority.name} only: small numbers are shown in full, and somebody who knows the area might know who is meant. For partners there is a version of its own.`,
      `Made at ${inWords(asOf)} ${londonDateOf(asOf).slice(0, 4)}.`,
    ],
  };
};
