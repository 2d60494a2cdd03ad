import type { ListOutboxQuery, OutboxView } from './outbox-api.ts';

/** Messages of the file outbox, oldest first. */
export interface OutboxPorts {
  readonly readOutbox: () => Promise<OutboxView['items']>;
}

/** What was "sent" on this machine, newest first. */
export const listOutbox = async (
  { readOutbox }: OutboxPorts,
  { limit }: ListOutboxQuery,
): Promise<OutboxView> => {
  const entries = await readOutbox();
  return { total: entries.length, items: entries.toReversed().slice(0, limit) };
};
