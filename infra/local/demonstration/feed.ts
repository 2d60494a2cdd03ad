import {
  toMs,
  type Instant,
  DAY_MS,
  MINUTE_MS,
  toInstant,
} from '../../../shared/kernel/instant.ts';
import { NORFOLK, type Area, type County } from './county.ts';
import { compareSent, type FeedMessage } from './feed-message.ts';
import { generatePlaces, type Place } from './places.ts';
import { generatePopulation, type WorldSettings } from './population.ts';
import { DEFAULT_RATES, type Rates } from './rates.ts';
import { createRandom } from './random.ts';
import type { Timeline } from './timeline.ts';
import { readLondonYear } from './rhythm.ts';
import { type PlannedEvent, planEvents } from './plan-events.ts';
import { createMessages } from './create-messages.ts';

/** What a feed is made from. The same parameters give the same feed, message for message. */
export interface FeedParameters {
  readonly seed: number;
  readonly from: Instant;
  /** The feed ends before this instant, or never when left out. */
  readonly to?: Instant;
  /** Children who go missing in a month; 113 in Norfolk (docs/domain.md, section 4). */
  readonly childrenPerMonth?: number;
  readonly county?: County;
  readonly rates?: Partial<Rates>;
}

export type EpisodeMessages = readonly FeedMessage[];

const FIRST_REFERENCE = 4001;

const completeParameters = ({
  seed,
  from,
  childrenPerMonth,
  county,
  rates,
}: FeedParameters): WorldSettings => ({
  seed,
  from: toMs(from),
  childrenPerMonth: childrenPerMonth ?? 113,
  county: county ?? NORFOLK,
  rates: { ...DEFAULT_RATES, ...rates },
});

const createReferenceNumbers = (): ((area: Area, at: number) => string) => {
  const last = new Map<string, number>();
  return ({ force, referencePrefix }, at) => {
    const number = (last.get(force) ?? FIRST_REFERENCE) + 1;
    last.set(force, number);
    return `${referencePrefix}-${readLondonYear(at)}-${number.toString().padStart(6, '0')}`;
  };
};

const isReport = ({ kind, correction }: PlannedEvent): boolean =>
  kind === 'reported' && !correction;

const planSecondReport = (
  events: readonly PlannedEvent[],
  reference: string,
  minutes: number,
): PlannedEvent[] => {
  const first = events.find(isReport);
  if (first === undefined) return [];
  const at = first.at + minutes * MINUTE_MS;
  const data = { reason: 'duplicate', duplicateOf: reference };
  return [
    { ...first, at },
    { at: at + 2 * minutes * MINUTE_MS, kind: 'cancelled', correction: false, data },
  ];
};

const isPlain = (timeline: Timeline): boolean =>
  timeline.cancellation === null &&
  timeline.returnedAt !== null &&
  !timeline.reportedTwice &&
  !timeline.withoutIdentifiers;

interface Named {
  readonly reference: string;
  readonly story: string;
}

/** A new reference, or now and then that of the child's last time missing, when that was over. */
const createReferences = (
  { seed, rates }: WorldSettings,
  nextReference: ReturnType<typeof createReferenceNumbers>,
): ((timeline: Timeline) => Named) => {
  const last = new Map<string, { readonly timeline: Timeline; readonly reference: string }>();
  return (timeline) => {
    const { child, key, reportedAt } = timeline;
    const before = last.get(child.key);
    const next = nextReference(child.area, reportedAt);
    const goesOn =
      createRandom(seed, 'same-reference', key).happens(rates.sameReference) &&
      before !== undefined &&
      isPlain(before.timeline) &&
      isPlain(timeline);
    const reference = goesOn ? before.reference : next;
    last.set(child.key, { timeline, reference });
    return { reference, story: goesOn ? `${reference}/${key}` : reference };
  };
};

const createEpisodeWriter = (world: WorldSettings): ((timeline: Timeline) => EpisodeMessages) => {
  const { seed, rates, county } = world;
  const nextReference = createReferenceNumbers();
  const chooseReference = createReferences(world, nextReference);
  const placesOf = new Map<Area, readonly Place[]>(
    [county, ...county.exchanges].map((area) => [area, generatePlaces(seed, area)]),
  );
  return (timeline) => {
    const { area } = timeline.child;
    const random = createRandom(seed, 'story', timeline.key);
    const sender = { seed, rates, force: area.force };
    const { reference, story } = chooseReference(timeline);
    const events = planEvents(random, timeline, rates, placesOf.get(area) ?? []);
    const messages = createMessages(random, { ...sender, reference, story }, events);
    if (!timeline.reportedTwice) return messages.sort(compareSent);
    const again = planSecondReport(events, reference, random.integer(15, 90));
    const second = nextReference(area, timeline.reportedAt);
    const more = createMessages(random, { ...sender, reference: second, story: second }, again);
    return [...messages, ...more].sort(compareSent);
  };
};

interface Day {
  readonly end: number;
  readonly episodes: readonly EpisodeMessages[];
}

function* generateDays(world: WorldSettings): Generator<Day, never> {
  const writeStory = createEpisodeWriter(world);
  const children = generatePopulation(world).map((timelines) => ({
    timelines,
    next: timelines.next().value,
  }));
  for (let end = world.from + DAY_MS; ; end += DAY_MS) {
    const begun: Timeline[] = [];
    for (const cursor of children) {
      for (; cursor.next.reportedAt < end; cursor.next = cursor.timelines.next().value) {
        begun.push(cursor.next);
      }
    }
    const compareBegun = (a: Timeline, b: Timeline): number =>
      a.reportedAt - b.reportedAt || (a.key < b.key ? -1 : 1);
    yield { end, episodes: begun.sort(compareBegun).map(writeStory) };
  }
}

/** Whole episodes in the order in which they begin, without end: `to` is ignored. */
export function* generateEpisodes(parameters: FeedParameters): Generator<EpisodeMessages, void> {
  for (const { episodes } of generateDays(completeParameters(parameters))) yield* episodes;
}

/**
 * The messages of a county's police in the order in which they are sent: a pure function of its
 * parameters. Without `to` it is endless, and the longer feed begins with the shorter one, so that
 * history and what follows it come from one stream.
 */
export function* generateFeed(parameters: FeedParameters): Generator<FeedMessage, void> {
  let waiting: FeedMessage[] = [];
  for (const { end, episodes } of generateDays(completeParameters(parameters))) {
    waiting = [...waiting, ...episodes.flat()].sort(compareSent);
    const held = waiting.findIndex(({ sentAt }) => toMs(sentAt) >= end);
    const ready = waiting.splice(0, held < 0 ? waiting.length : held);
    for (const message of ready) {
      if (parameters.to !== undefined && message.sentAt >= parameters.to) return;
      yield message;
    }
    if (parameters.to !== undefined && end > toMs(parameters.to)) return;
  }
}

const BEGINNING = toInstant(Date.UTC(2026, 0, 5));

const MESSAGES_PER_CHILD = 13;

const isUsable = ({ expected }: FeedMessage): boolean => expected === 'accepted';

/**
 * Exactly `count` distinct notifications that can all be used, of whole episodes, in order of
 * sending: nothing repeated, nothing malformed, but late ones and corrections are among them.
 * Unless `childrenPerMonth` is given, the county is made so large that six weeks give them.
 */
export const takeNotifications = (
  count: number,
  parameters: Omit<FeedParameters, 'from' | 'to'> & { readonly from?: FeedParameters['from'] },
): FeedMessage[] => {
  const childrenPerMonth = Math.max(113, Math.ceil(count / MESSAGES_PER_CHILD));
  const taken: FeedMessage[] = [];
  for (const story of generateEpisodes({ from: BEGINNING, childrenPerMonth, ...parameters })) {
    if (taken.length >= count) break;
    const usable = story.filter(isUsable);
    const left = count - taken.length - usable.length;
    // Hardly any episode has a single message: never leave just one to be found.
    if (left === 0 || left > 1) taken.push(...usable);
  }
  return taken.sort(compareSent);
};
