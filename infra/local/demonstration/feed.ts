import { HOUR_MS, msOf, type Instant } from '../../../shared/kernel/instant.ts';
import { NORFOLK, type Area, type County } from './county.ts';
import type { Course } from './course.ts';
import { createChance } from './chance.ts';
import { compareSent, type FeedMessage } from './feed-message.ts';
import { yearInLondon } from './london.ts';
import { drawPlaces, type ToldPlace } from './places.ts';
import { beginLives, type WorldSettings } from './population.ts';
import { DEFAULT_RATES, type Rates } from './rates.ts';
import { sendTellings } from './send-tellings.ts';
import { tellCourse } from './tell-course.ts';
import type { Telling } from './telling.ts';

/** What a feed is made from. The same parameters give the same feed, message for message. */
export interface FeedParameters {
  readonly seed: number;
  /** When the world begins: nobody is missing yet. */
  readonly from: Instant;
  /** The feed ends before this instant. Left out, it never ends: take from it what is needed. */
  readonly to?: Instant;
  /** Children who go missing in a month; 113 in Norfolk (docs/domain.md, section 4). */
  readonly childrenPerMonth?: number;
  readonly county?: County;
  readonly rates?: Partial<Rates>;
}

/** All messages of one child's time missing, in order of sending. */
export type Story = readonly FeedMessage[];

const DAY_MS = 24 * HOUR_MS;
const FIRST_REFERENCE = 4001;

const settle = ({
  seed,
  from,
  childrenPerMonth,
  county,
  rates,
}: FeedParameters): WorldSettings => ({
  seed,
  from: msOf(from),
  childrenPerMonth: childrenPerMonth ?? 113,
  county: county ?? NORFOLK,
  rates: { ...DEFAULT_RATES, ...rates },
});

/** Numbers the episodes of each force in the order in which they begin. */
const createReferences = (): ((area: Area, at: number) => string) => {
  const last = new Map<string, number>();
  return ({ force, referencePrefix }, at) => {
    const number = (last.get(force) ?? FIRST_REFERENCE) + 1;
    last.set(force, number);
    return `${referencePrefix}-${yearInLondon(at)}-${number.toString().padStart(6, '0')}`;
  };
};

const isReport = ({ kind, correction }: Telling): boolean => kind === 'reported' && !correction;

/** The second report of the same child, under a reference of its own, and its cancellation. */
const tellAgain = (tellings: readonly Telling[], reference: string, minutes: number): Telling[] => {
  const first = tellings.find(isReport);
  if (first === undefined) return [];
  const at = first.at + minutes * 60_000;
  const data = { reason: 'duplicate', duplicateOf: reference };
  return [
    { ...first, at },
    { at: at + 2 * minutes * 60_000, kind: 'cancelled', correction: false, data },
  ];
};

/** Writes one episode, with the reference that it gets now. */
const createStoryWriter = (world: WorldSettings): ((course: Course) => Story) => {
  const { seed, rates, county } = world;
  const nextReference = createReferences();
  const placesOf = new Map<Area, readonly ToldPlace[]>(
    [county, ...county.exchanges].map((area) => [area, drawPlaces(seed, area)]),
  );
  return (course) => {
    const { area } = course.child;
    const chance = createChance(seed, 'story', course.key);
    const sender = { seed, rates, force: area.force };
    const reference = nextReference(area, course.reportedAt);
    const tellings = tellCourse(chance, course, rates, placesOf.get(area) ?? []);
    const messages = sendTellings(chance, { ...sender, reference }, tellings);
    if (!course.reportedTwice) return messages.sort(compareSent);
    const again = tellAgain(tellings, reference, chance.integer(15, 90));
    const second = nextReference(area, course.reportedAt);
    const more = sendTellings(chance, { ...sender, reference: second }, again);
    return [...messages, ...more].sort(compareSent);
  };
};

interface Day {
  /** No message of a later day is sent before this moment, in milliseconds. */
  readonly end: number;
  readonly stories: readonly Story[];
}

/** What begins in each 24 hours, day after day without end. */
function* tellDays(world: WorldSettings): Generator<Day, never> {
  const writeStory = createStoryWriter(world);
  const lives = beginLives(world).map((life) => ({ life, next: life.next().value }));
  for (let end = world.from + DAY_MS; ; end += DAY_MS) {
    const begun: Course[] = [];
    for (const cursor of lives) {
      for (; cursor.next.reportedAt < end; cursor.next = cursor.life.next().value) {
        begun.push(cursor.next);
      }
    }
    const compareBegun = (a: Course, b: Course): number =>
      a.reportedAt - b.reportedAt || (a.key < b.key ? -1 : 1);
    yield { end, stories: begun.sort(compareBegun).map(writeStory) };
  }
}

/** Whole episodes in the order in which they begin, for ever: `to` does not end them. */
export function* generateStories(parameters: FeedParameters): Generator<Story, void> {
  for (const { stories } of tellDays(settle(parameters))) yield* stories;
}

/**
 * The messages of a county's police in the order in which they are sent: a pure function of its
 * parameters. Without `to` it is endless, and the longer feed begins with the shorter one, so that
 * history and what follows it come from one stream.
 */
export function* generateFeed(parameters: FeedParameters): Generator<FeedMessage, void> {
  let waiting: FeedMessage[] = [];
  for (const { end, stories } of tellDays(settle(parameters))) {
    waiting = [...waiting, ...stories.flat()].sort(compareSent);
    const held = waiting.findIndex(({ sentAt }) => msOf(sentAt) >= end);
    const ready = waiting.splice(0, held < 0 ? waiting.length : held);
    for (const message of ready) {
      if (parameters.to !== undefined && message.sentAt >= parameters.to) return;
      yield message;
    }
    if (parameters.to !== undefined && end > msOf(parameters.to)) return;
  }
}
