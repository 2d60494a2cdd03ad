import type { Debrief } from '../../shared/episodes/debrief.ts';
import type { IntelligenceItem, IntelligencePlace } from '../../shared/intelligence/item.ts';
import { buildItemCodes } from './evidence.ts';
import { at } from './facts.ts';

/** Something told of criminal exploitation at a transport hub. */
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

/** What a child told on 17 November 2026; nothing, unless the test says so. */
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
