import type { AuthorityProfile } from '../../../../shared/profiles/authority-profile-api.ts';
import type { EntryView, SectionView } from './page-view.ts';
import { sentenceCase, weekInWords } from './words.ts';

type Signal = AuthorityProfile['signals'][number];

const FOUND_BY: Readonly<Record<Signal['method'], string>> = {
  ears: 'More children than in the weeks before',
  'space-time-scan': 'Close together in place and time',
};

const STATES: Readonly<Record<Signal['state'], string>> = {
  new: 'New: nobody has looked at it yet',
  seen: 'Seen, not judged yet',
  judged: 'Judged',
  'action-taken': 'Action was taken',
  closed: 'Closed',
};

const JUDGEMENTS: Readonly<Record<NonNullable<Signal['judgement']>, string>> = {
  useful: 'Useful',
  'known-already': 'Known already',
  'not-useful': 'Not useful',
};

const viewWeeks = ({ firstWeek, lastWeek }: Signal): string =>
  firstWeek === lastWeek
    ? sentenceCase(weekInWords(firstWeek))
    : `${sentenceCase(weekInWords(firstWeek))} to ${weekInWords(lastWeek)}`;

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

/** Signals that are open or of the quarter. */
export const viewSignals = ({ signals }: AuthorityProfile): SectionView => ({
  id: 'signals',
  heading: 'Signals',
  paragraphs:
    signals.length === 0
      ? ['No signals. That does not mean that nothing happens.']
      : [
          'Where more was told than chance would explain: those still open, and those of this quarter. A signal is a reason to look, not a finding.',
        ],
  entries: signals.map(viewSignal),
  figures: [],
});
