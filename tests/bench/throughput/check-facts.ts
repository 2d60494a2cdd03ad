import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import { StartupError } from '../../../infra/local/startup-error.ts';
import { workSideBySide } from '../work-side-by-side.ts';
import { createDynamoStores } from '../../support/core-stores.ts';
import { makeEpisodeId } from '../../../shared/episodes/episode.ts';

/** Throws an error unless each episode holds as many facts as messages were sent about it. */
export const checkFacts = async (
  client: DynamoDBClient,
  table: string,
  messages: readonly FeedMessage[],
): Promise<void> => {
  const { episodes } = createDynamoStores(table, client);
  const sent = new Map<string, number>();
  for (const { force, reference } of messages) {
    const id = makeEpisodeId(force, reference);
    sent.set(id, (sent.get(id) ?? 0) + 1);
  }
  await workSideBySide([...sent], 8, async ([episodeId, expected]) => {
    const { facts } = await episodes.read(episodeId);
    if (facts.length === expected) return;
    throw new StartupError(`Episode ${episodeId} holds ${facts.length} facts of ${expected}.`);
  });
};
