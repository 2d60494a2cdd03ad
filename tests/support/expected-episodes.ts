import { makeEpisodeId } from './ids.ts';
import { readDirectory } from '../../infra/directory.ts';
import { parseMessage } from '../../shared/police-contract/parse-message.ts';
import type { Episode } from '../../shared/episodes/episode.ts';
import { toInstant } from '../../shared/kernel/instant.ts';
import { type Fact, createFact } from '../../shared/episodes/fact.ts';
import { foldEpisode } from '../../shared/episodes/rules/fold-episode.ts';
import { splitOccasions } from '../../shared/episodes/rules/split-occasions.ts';

const END_OF_TIME = toInstant(Date.UTC(2099, 0, 1));

/** An episode and how many facts it has. */
export interface ExpectedEpisode {
  readonly episode: Episode;
  readonly facts: number;
}

const readFirstId = ([fact]: readonly Fact[]): string =>
  makeEpisodeId(fact?.force ?? '', fact?.reference ?? '');

/** What usable notifications must come to, by the fold alone: no queue, no store, no order. */
export const expectEpisodes = (bodies: readonly string[]): readonly ExpectedEpisode[] => {
  const directory = readDirectory();
  const context = {
    now: END_OF_TIME,
    forces: new Set(directory.forces.map(({ code }) => code)),
    authorities: new Set(directory.authorities.map(({ code }) => code)),
    placeholders: new Set(directory.placeholders),
  };
  const facts = bodies.map((body, index): Fact => {
    const parsed = parseMessage(body, context);
    if (parsed.outcome !== 'usable') throw new Error('A notification cannot be used.');
    const { notification, contentHash } = parsed;
    return createFact(notification, {
      receivedAt: context.now,
      contentHash,
      messageId: `m-${index}`,
    });
  });
  const byReference = Map.groupBy(facts, ({ force, reference }) => `${force} ${reference}`);
  return [...byReference.values()].flatMap((some) =>
    splitOccasions(readFirstId(some), some).map((occasion) => ({
      episode: foldEpisode(occasion.facts, directory, [], occasion),
      facts: occasion.facts.length,
    })),
  );
};
