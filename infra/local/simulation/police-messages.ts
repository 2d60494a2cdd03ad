import type { NotificationKind } from '../../../shared/police-contract/allowed-values.ts';
import type { Area } from '../demonstration/county.ts';
import { compareSent, type FeedMessage } from '../demonstration/feed-message.ts';
import { generateEpisodes } from '../demonstration/feed.ts';
import type { Random } from '../demonstration/random.ts';
import type { Rates } from '../demonstration/rates.ts';
import { isObject } from '../../../shared/kernel/hash.ts';
import { addMs, DAY_MS, HOUR_MS, toInstant } from '../../../shared/kernel/instant.ts';

/** Everything that is rare in a county happens often here: there are only a few children in each run. */
const RATES: Partial<Rates> = {
  frequentChildren: 0.3,
  frequentEpisodes: 0.45,
  foundWithinDay: 0.93,
  foundWithinTwoDays: 0.99,
  lookedAfterFrequent: 0.5,
  placedHere: 0.3,
  placedElsewhere: 0.2,
  addressUnknown: 0.15,
  cancelled: 0.12,
  reopened: 0.5,
  reportedTwice: 0.05,
  returnCorrected: 0.25,
  findCorrected: 0.1,
  duplicate: 0.12,
  late: 0.15,
  malformed: 0.08,
};

interface Event {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What can be changed: a message of this kind that is whole. */
const readEvent = ({ body, kind }: FeedMessage, wanted: string): Event | null => {
  if (kind !== wanted) return null;
  try {
    return JSON.parse(body) as Event;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

const FOUND_DEAD = 0.06;

const findDead = (random: Random, message: FeedMessage): FeedMessage => {
  const event = readEvent(message, 'found');
  if (event === null || !random.happens(FOUND_DEAD)) return message;
  const body = JSON.stringify({ ...event, data: { ...event.data, condition: 'deceased' } });
  return { ...message, body };
};

const FILLED_IN = 0.15;

const FILLERS = [
  { authorityChildId: 'UNKNOWN' },
  { policePersonId: 'n/a' },
  { upn: 'A000000000000' },
  { nhsNumber: '0000000000' },
] as const;

/** Something is typed where an identifier is not known: the same for every such child. */
const fillIdentifiers = (random: Random, message: FeedMessage): FeedMessage => {
  const event = readEvent(message, 'reported');
  const child = event?.data['child'];
  if (event === null || !isObject(child) || !random.happens(FILLED_IN)) return message;
  const data = { ...event.data, child: { ...child, ...random.pick(FILLERS) } };
  return { ...message, body: JSON.stringify({ ...event, data }) };
};

const WITH_SIGN = 0.1;

/** A queue carries no such sign as it is, so police write it as an escape; the reply repeats the reference. */
const SIGN = '\uffff';

const addSign = ({ reference, ...message }: FeedMessage): FeedMessage => ({
  ...message,
  reference: `${reference}${SIGN}`,
  body: message.body.replace(
    JSON.stringify(reference),
    JSON.stringify(`${reference}${SIGN}`).replace(SIGN, '\\uffff'),
  ),
});

/** Some references of forces hold a sign that a reply cannot. */
const signReferences = (
  random: Random,
  messages: readonly FeedMessage[],
): readonly FeedMessage[] => {
  const references = [...new Set(messages.map(({ reference }) => reference))];
  const signed = new Set(references.filter(() => random.happens(WITH_SIGN)));
  return messages.map((message) => (signed.has(message.reference) ? addSign(message) : message));
};

const REPORTED_TWICE = 0.15;

/** The same absence under a second reference; either may be called a duplicate of the other, both, or of an unknown one. */
const reportTwice = (random: Random, message: FeedMessage): readonly FeedMessage[] => {
  const event = readEvent(message, 'reported');
  if (event === null || !random.happens(REPORTED_TWICE)) return [];
  const second = `${message.reference}-SECOND`;
  const write = (kind: NotificationKind, reference: string, hours: number, data: Event['data']) => {
    const sentAt = addMs(message.sentAt, hours * HOUR_MS);
    const id = `${event.id}-${kind}-of-${reference}`;
    const type = event.type.replace('.reported.', `.${kind}.`);
    const body = JSON.stringify({ ...event, id, type, subject: reference, time: sentAt, data });
    return { ...message, kind, reference, sentAt, body };
  };
  const cancel = (reference: string, duplicateOf: string): readonly FeedMessage[] =>
    random.happens(0.6)
      ? [
          write('cancelled', reference, random.integer(2, 60), {
            reason: 'duplicate',
            duplicateOf: random.happens(0.9) ? duplicateOf : 'NOBODY-KNOWS',
          }),
        ]
      : [];
  const hours = random.integer(1, 40);
  const condition = random.happens(0.2) ? { condition: 'deceased' } : {};
  return [
    write('reported', second, 1, event.data),
    write('found', second, hours, { foundAt: message.sentAt, ...condition }),
    ...cancel(message.reference, second),
    ...cancel(second, message.reference),
  ];
};

const MOST_SEED = 2 ** 30;
const CHILDREN_PER_MONTH = 8;
const MOST_MESSAGES = 40;
const FIRST_DAY = Date.UTC(2026, 0, 5);
const LAST_DAY = 300;
const LONGEST_STORY_MS = 6 * DAY_MS;

const takeEpisodes = (
  random: Random,
  area: Area,
  others: readonly Area[],
  from: number,
): readonly FeedMessage[] => {
  const episodes = generateEpisodes({
    seed: random.integer(1, MOST_SEED),
    from: toInstant(from),
    childrenPerMonth: CHILDREN_PER_MONTH,
    county: { ...area, exchanges: others },
    rates: RATES,
  });
  const count = random.integer(1, 3);
  return Array.from({ length: count }, () => episodes.next().value ?? []).flat();
};

/**
 * What the police of these areas send in a few days, earliest first: whole episodes, some of children who are
 * placed by another authority. Each area begins on the same day.
 */
export const drawPoliceMessages = (
  random: Random,
  areas: readonly Area[],
): readonly FeedMessage[] => {
  const from = FIRST_DAY + random.integer(0, LAST_DAY) * DAY_MS;
  const messages = areas.flatMap((area) =>
    takeEpisodes(
      random,
      area,
      areas.filter((other) => other !== area),
      from,
    ),
  );
  const changed = signReferences(random, messages).map((message) =>
    fillIdentifiers(random, findDead(random, message)),
  );
  const sorted = changed
    .flatMap((message) => [message, ...reportTwice(random, message)])
    .sort(compareSent);
  const end = Date.parse(sorted[0]?.sentAt ?? toInstant(from)) + LONGEST_STORY_MS;
  return sorted.filter(({ sentAt }) => Date.parse(sentAt) < end).slice(0, MOST_MESSAGES);
};
