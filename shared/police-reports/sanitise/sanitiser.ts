import type { Interviewee } from '../../episodes/action.ts';
import type { IdentifyingDetails } from './identifying.ts';
import { createIntervieweeFinder } from './interviewee-finder.ts';
import { createNameFinders } from './name-finders.ts';
import {
  createIdentifierFinders,
  createPostcodeFinders,
  createBirthDateFinders,
} from './number-finders.ts';
import { createAddressFinders, createShortNameFinders } from './place-finders.ts';
import { type Finder, type ReadText, readText, type TextKind } from './text.ts';
import type { BrokenRule } from '../../kernel/problem.ts';

export interface TextToSend {
  readonly path: string;
  readonly what?: string;
  readonly text: string;
  readonly kind: TextKind;
}

interface Search {
  readonly code: BrokenRule['code'];
  readonly message: string;
  readonly finders: readonly Finder[];
}

export interface Sanitiser {
  /** The problems of each text, never with its contents. */
  check(texts: readonly TextToSend[]): readonly BrokenRule[];
  /** Whether the child lives, is cared for or goes to school there, by name or postcode. */
  isPlaceOfChild(place: {
    readonly name: string | null;
    readonly postcode: string | null;
  }): boolean;
  namesChild(placeName: string): boolean;
}

const MESSAGES = {
  name: 'This contains a name of the child, or a word that is spelt like one. Describe the person in another way. If it is an ordinary word or a month, use another word, figures or, within a sentence, small letters.',
  interviewee:
    'This shows who gave the information. Say what is known, not who said it. Instead of a parent or carer, write "a relative" or "an adult".',
  number: 'This contains a number, a reference or the date of birth of the child. Leave it out.',
  place:
    'This is where the child lives, is cared for or goes to school. Give the area, or the type of place, instead.',
} as const;

const isFound = (finders: readonly Finder[], text: ReadText): boolean =>
  finders.some((find) => find(text));

const createSearches = (
  identifying: IdentifyingDetails,
  interviewee: Interviewee,
  areas: readonly string[],
): readonly Search[] => {
  const { names, fullNames, placeNames } = identifying;
  const ofNumbers = [
    ...createIdentifierFinders(identifying.identifiers),
    ...createBirthDateFinders(identifying.birthDates),
  ];
  const ofPlaces = [
    ...createPlaceFinders(identifying),
    ...createShortNameFinders(placeNames, areas),
  ];
  return [
    {
      code: 'names-the-child',
      message: MESSAGES.name,
      finders: createNameFinders([...names, ...fullNames]),
    },
    {
      code: 'names-the-interviewee',
      message: MESSAGES.interviewee,
      finders: [createIntervieweeFinder(interviewee)],
    },
    { code: 'identifies-the-child', message: MESSAGES.number, finders: ofNumbers },
    { code: 'names-a-place-of-the-child', message: MESSAGES.place, finders: ofPlaces },
  ];
};

const createPlaceFinders = ({
  postcodes,
  placeNames,
  placeDescriptions,
}: IdentifyingDetails): readonly Finder[] => [
  ...createPostcodeFinders(postcodes),
  ...createAddressFinders(placeNames, placeDescriptions),
];

/**
 * Checks texts for police: they must not identify the child or the interviewee (decision 0019). When in doubt it
 * refuses. `areas`: names of districts and authorities, which are not addresses.
 */
export const createSanitiser = (
  identifying: IdentifyingDetails,
  interviewee: Interviewee,
  areas: readonly string[],
): Sanitiser => {
  const searches = createSearches(identifying, interviewee, areas);
  const ofPlaces = createPlaceFinders(identifying);
  const ofChild = searches.flatMap(({ code, finders }) =>
    code === 'names-the-child' || code === 'identifies-the-child' ? finders : [],
  );
  return {
    check: (texts) =>
      texts.flatMap(({ path, what, text, kind }) => {
        const read = readText(text, kind);
        return searches
          .filter(({ finders }) => isFound(finders, read))
          .map(({ code, message }) => ({
            code,
            path,
            message: what === undefined ? message : `${what}: ${message}`,
          }));
      }),
    isPlaceOfChild: ({ name, postcode }) =>
      isFound(ofPlaces, readText(`${name ?? ''} ; ${postcode ?? ''}`, 'prose')),
    namesChild: (placeName) => isFound(ofChild, readText(placeName, 'prose')),
  };
};
