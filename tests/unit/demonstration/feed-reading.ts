import { readDirectory } from '../../../infra/directory.ts';
import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import { parseMessage, type ParsedMessage } from '../../../shared/police-contract/parse-message.ts';
import { toInstant, type Instant } from '../../../shared/kernel/instant.ts';
import type { Notification } from '../../../shared/police-contract/notification.ts';

export const DIRECTORY = readDirectory();

const FORCES = new Set(DIRECTORY.forces.map(({ code }) => code));
const AUTHORITIES = new Set(DIRECTORY.authorities.map(({ code }) => code));

export const instantOf = (text: string): Instant => toInstant(Date.parse(text));

/** Six weeks that end on a Saturday morning, with October's clock change in them. */
export const SIX_WEEKS = {
  from: instantOf('2026-10-10T09:00:00Z'),
  to: instantOf('2026-11-21T09:00:00Z'),
};

/** Reads a message as the intake would that takes it in at the instant of sending. */
export const readMessage = ({ body, sentAt }: FeedMessage): ParsedMessage =>
  parseMessage(body, {
    now: sentAt,
    forces: FORCES,
    authorities: AUTHORITIES,
    placeholders: new Set(),
  });

/** The notification in a message that must be usable. */
export const readUsable = (message: FeedMessage): Notification => {
  const parsed = readMessage(message);
  if (parsed.outcome !== 'usable') throw new Error(`Not usable: ${message.body}`);
  return parsed.notification;
};

/** The usable notifications of a feed by episode, in order of their time. */
export const readEpisodes = (feed: readonly FeedMessage[]): Notification[][] => {
  const episodes = new Map<string, Notification[]>();
  for (const message of feed.filter(({ expected }) => expected === 'accepted')) {
    const notification = readUsable(message);
    const key = `${notification.force} ${notification.reference}`;
    episodes.set(key, [...(episodes.get(key) ?? []), notification]);
  }
  return [...episodes.values()].map((messages) =>
    messages.sort((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time))),
  );
};
