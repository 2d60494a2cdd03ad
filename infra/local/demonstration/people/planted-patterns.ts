import { type Instant, DAY_MS } from '../../../../shared/kernel/instant.ts';
import { toMs } from '../../../../shared/kernel/instant.ts';
import { NORFOLK } from '../county.ts';
import type { DisclosedItem } from './step.ts';
const WEEK_MS = 7 * DAY_MS;

export interface PlantedPattern {
  readonly authority: string;
  /** Disclosed in interviews held from then (milliseconds) until the history ends. */
  readonly from: number;
  readonly until: number;
  readonly share: number;
  readonly item: DisclosedItem;
}

export const PLANTED_PLATFORM = {
  list: 'platform',
  code: 'pixelpals',
  label: 'PixelPals',
} as const;

const HUB: DisclosedItem = {
  harm: 'child-criminal-exploitation',
  context: 'transport',
  itemClass: 'location',
  provenance: 'was-there',
  confidence: 'high',
  placeType: 'transport-hub',
  place: { name: 'Riverside bus station', postcode: 'NR1 1EF' },
  people: [{ kind: 'person', role: 'adult-of-concern', nickname: 'Tall Ray' }],
  transport: 'bus',
  weekday: 'friday',
  timeOfDay: '18:30',
  forPolice: true,
  disclosed:
    'Somebody at the bus station hands out phones and asks children to carry bags to the coast.',
};

const createOnlineItem = (name: string, postcode: string): DisclosedItem => ({
  harm: 'child-sexual-exploitation',
  context: 'online',
  itemClass: 'media-and-contact-details',
  provenance: 'online',
  confidence: 'medium',
  placeType: 'fast-food-outlet',
  place: { name, postcode },
  people: [],
  online: { platform: PLANTED_PLATFORM.code, handle: 'moon_rider_77' },
  weekday: 'saturday',
  timeOfDay: '21:00',
  forPolice: true,
  disclosed: 'An account writes to children in the game and proposes to meet for food.',
});

/**
 * Two patterns that emerge in the last three weeks of the history: criminal exploitation around a transport hub in
 * Norwich, and contact through one online platform in Great Yarmouth and in King's Lynn. Everywhere else is noise.
 */
export const plantPatterns = (present: Instant): readonly PlantedPattern[] => {
  const until = toMs(present);
  const common = { authority: NORFOLK.authority, from: until - 3 * WEEK_MS, until };
  return [
    { ...common, share: 0.35, item: HUB },
    { ...common, share: 0.3, item: createOnlineItem('Beach Chicken', 'NR30 2AB') },
    { ...common, share: 0.3, item: createOnlineItem('Harbour Grill', 'PE30 1AB') },
  ];
};
