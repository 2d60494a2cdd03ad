import type { IntelligenceReport } from '../../../../shared/intelligence/report.ts';
import { hashContent } from '../../../../shared/kernel/hash.ts';
import { INTELLIGENCE_TYPE } from '../../../../shared/police-contract/intelligence-event-schema.ts';
import type { FeedMessage } from '../../demonstration/feed-message.ts';
import type { SentReply } from '../../memory/memory-runtime.ts';
import type { World } from '../world.ts';
import { isSameSet, requireThat, type Violation } from './violation.ts';
import type { StoredItems } from './stored-items.ts';

/** A message that was cut off before its force is kept for an operator: there is no queue for its reply. */
const namesItsForce = ({ body, force }: FeedMessage): boolean =>
  body.includes(`urn:police:${force}`);

const readId = ({ event }: SentReply): string => String(event['id']);

const readNotificationId = ({ event }: SentReply): string =>
  String((event['data'] as Readonly<Record<string, unknown>>)['notificationId']);

const isAcceptance = ({ event }: SentReply): boolean =>
  String(event['type']).includes('.accepted.');

const isReply = ({ event }: SentReply): boolean => event['type'] !== INTELLIGENCE_TYPE;

const hasOneContent = (replies: readonly SentReply[]): boolean =>
  new Set(replies.map(({ force, event }) => hashContent({ force, event }))).size === 1;

const keepsUnreadable = (
  { sent, poison }: World,
  { ofEntity }: StoredItems,
): readonly Violation[] => {
  const unreadable =
    sent.filter((message) => !namesItsForce(message)).length +
    poison.filter(({ queue }) => queue === 'notifications').length;
  const kept = ofEntity('rejection').filter(({ force }) => force === null).length;
  return requireThat(
    kept === unreadable,
    'Every message that names no force is kept for an operator.',
    `${unreadable} messages, ${kept} kept`,
  );
};

export const checkReplies = (world: World, stored: StoredItems): readonly Violation[] => {
  const byId = Map.groupBy(world.runtime.replies.filter(isReply), readId);
  const expected = world.sent.filter(namesItsForce).length;
  const accepted = world.runtime.replies.filter(isAcceptance).map(readNotificationId);
  const facts = stored.episodes.flatMap((episode) => episode.facts.map(({ id }) => id));
  return [
    ...requireThat(
      byId.size === expected,
      'Every message of a force gets exactly one reply.',
      `${expected} messages, ${byId.size} replies`,
    ),
    ...requireThat(
      [...byId.values()].every(hasOneContent),
      'A reply that is sent again has the same content as the first time.',
    ),
    ...requireThat(
      isSameSet(accepted, facts),
      'What was accepted is a fact, and every fact was accepted.',
      `${new Set(accepted).size} accepted, ${facts.length} facts`,
    ),
    ...keepsUnreadable(world, stored),
  ];
};

/** What a child said goes to police once, or not at all. */
export const checkReports = (
  { runtime }: World,
  { episodes, ofEntity }: StoredItems,
): readonly Violation[] => {
  const sent = Map.groupBy(
    runtime.replies.filter((reply) => !isReply(reply)),
    ({ event }) => String(event['subject']),
  );
  const stored = ofEntity('intelligence-report').map(
    ({ report }) => (report as IntelligenceReport).reportId,
  );
  const recorded = episodes.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.kind === 'intelligence-report' ? action.reportId : [])),
  );
  return [
    ...requireThat(
      isSameSet(stored, [...sent.keys()]) && [...sent.values()].every(hasOneContent),
      'Every intelligence report is sent to police, each with one content, and nothing else is.',
      `${stored.length} stored, ${sent.size} sent`,
    ),
    ...requireThat(
      isSameSet(stored, recorded) && stored.length === recorded.length,
      'Every intelligence report is an action on its task.',
      `${stored.length} reports, ${recorded.length} actions`,
    ),
  ];
};

/** While the run goes on: what a force was told is true at that moment. */
export const createReplyCheck = (): ((world: World) => readonly Violation[]) => {
  let checked = 0;
  return ({ runtime: { replies, tables } }) => {
    const fresh = replies.slice(checked).filter(isAcceptance);
    checked = replies.length;
    if (fresh.length === 0) return [];
    const stored = new Set(
      tables.core
        .listItems()
        .filter(({ entity }) => entity === 'notification')
        .map(({ notificationId }) => notificationId),
    );
    return requireThat(
      fresh.every((reply) => stored.has(readNotificationId(reply))),
      'No force is told that a message was accepted before it is stored.',
    );
  };
};
