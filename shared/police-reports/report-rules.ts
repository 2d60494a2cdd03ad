import type { Immutable } from '../kernel/immutable.ts';
import type { IntelligenceReportBody } from './report-api.ts';
import { type DebriefTexts, listSendableTexts } from './compose-report.ts';
import type { IntelligenceItem } from '../intelligence/item.ts';
import type { BrokenRule } from '../kernel/problem.ts';
import { listIfBroken } from '../kernel/result.ts';

export type ReportInput = Immutable<
  Pick<
    IntelligenceReportBody,
    'items' | 'text' | 'itemTexts' | 'leaveOut' | 'handling' | 'conditions'
  >
>;

interface DebriefSource {
  readonly items: readonly IntelligenceItem[];
  readonly texts: DebriefTexts;
}

const isRepeated = (numbers: readonly number[], at: number): boolean =>
  numbers.slice(0, at).includes(numbers[at] ?? NaN);

const checkItems = ({ items }: ReportInput, debrief: DebriefSource): readonly BrokenRule[] =>
  items.flatMap((number, at) => {
    const path = `/items/${at}`;
    const item = debrief.items.find((one) => one.number === number);
    return [
      ...listIfBroken(
        item === undefined,
        'unknown-item',
        path,
        'The current debrief has no item with this number.',
      ),
      ...listIfBroken(
        item?.forPolice === false,
        'not-for-police',
        path,
        'The debrief says that this item must not be sent to police.',
      ),
      ...listIfBroken(
        isRepeated(items, at),
        'invalid-value',
        path,
        'You have chosen this item twice.',
      ),
    ];
  });

const checkTexts = ({ items, text, itemTexts }: ReportInput): readonly BrokenRule[] => {
  const own = itemTexts.map(({ item }) => item);
  return [
    ...own.flatMap((number, at) => [
      ...listIfBroken(
        !items.includes(number),
        'unknown-item',
        `/itemTexts/${at}/item`,
        'You have not chosen this item.',
      ),
      ...listIfBroken(
        isRepeated(own, at),
        'invalid-value',
        `/itemTexts/${at}/item`,
        'You have entered two texts for this item.',
      ),
    ]),
    ...listIfBroken(
      text === undefined && items.some((number) => !own.includes(number)),
      'text-needed',
      '/text',
      'Enter a text for the whole report, or one for each item.',
    ),
  ];
};

/** A misspelt name would send a text that was meant to be left out. */
const checkLeaveOut = (
  { items, leaveOut }: ReportInput,
  debrief: DebriefSource,
): readonly BrokenRule[] => {
  const chosen = debrief.items.filter(({ number }) => items.includes(number));
  const known = chosen.flatMap(listSendableTexts).filter((name) => name in debrief.texts);
  return leaveOut.flatMap((name, at) =>
    listIfBroken(
      !known.includes(name),
      'invalid-value',
      `/leaveOut/${at}`,
      'The items you have chosen have no text with this name.',
    ),
  );
};

export const checkReport = (input: ReportInput, debrief: DebriefSource): readonly BrokenRule[] => [
  ...checkItems(input, debrief),
  ...checkTexts(input),
  ...checkLeaveOut(input, debrief),
  ...listIfBroken(
    input.handling === 'C' && input.conditions === undefined,
    'conditions-needed',
    '/conditions',
    'Enter the conditions for handling code C.',
  ),
];
