import type { Debrief } from '../../shared/episodes/debrief.ts';
import type { IntelligenceItem, IntelligencePlace } from '../../shared/intelligence/item.ts';
import { buildItemCodes } from './evidence.ts';
import { at } from './facts.ts';
import { readDirectory } from '../../infra/directory.ts';
import type { Code } from '../../shared/directory/code.ts';
import type { IdentifyingDetails } from '../../shared/police-reports/sanitise/identifying.ts';

/** An item about criminal exploitation at a transport hub. */
export const buildItem = (about: Partial<IntelligenceItem> = {}): IntelligenceItem => ({
  ...buildItemCodes(),
  harm: 'child-criminal-exploitation',
  context: 'transport',
  ...about,
});

/** A place of which nothing is known but what the test says. */
export const buildPlace = (about: Partial<IntelligencePlace>): IntelligencePlace => ({
  name: null,
  postcode: null,
  point: null,
  key: `place-${JSON.stringify(about)}`,
  ...about,
});

/** What a child disclosed on 17 November 2026; nothing unless given. */
export const buildDebrief = (about: Partial<Debrief> = {}): Debrief => ({
  debriefId: 'deb-1',
  taskId: 'rhi-1',
  interviewId: 'int-1',
  interviewee: 'child',
  heldAt: at('2026-11-17T16:00Z'),
  place: 'school',
  interviewer: 'p-1',
  relation: 'independent-service',
  childPreference: 'no-preference',
  seenAlone: true,
  sections: {},
  items: [],
  ...about,
});

/** Everybody's codes, as they are shipped. */
export const BASE_CODES: readonly Code[] = readDirectory().codes;

/** A code that an authority may add for itself: in use for ever, unless a test says otherwise. */
export const buildCode = (about: Partial<Code> = {}): Code => ({
  list: 'platform',
  code: 'chatty',
  label: 'Chatty',
  phrase: null,
  publicPlace: false,
  validFrom: null,
  validUntil: null,
  authority: null,
  ...about,
});

/** A child of whom nothing is known that a test does not say. */
export const buildIdentifyingDetails = (
  about: Partial<IdentifyingDetails> = {},
): IdentifyingDetails => ({
  names: [],
  fullNames: [],
  birthDates: [],
  identifiers: [],
  postcodes: [],
  placeNames: [],
  placeDescriptions: [],
  ...about,
});
