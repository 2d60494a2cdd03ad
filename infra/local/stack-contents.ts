import pMap from 'p-map';
import type { Item } from '../../shared/database/table.ts';
import { type OutboxEntry, writeOutboxEntry } from '../../shared/messaging/outbox.ts';

export const FILLED_TABLES = ['core', 'themes', 'audit'] as const;

/** What a stack holds from its beginning. Nothing of it is delivered to a function. */
export interface StackContents {
  readonly tables: Readonly<Record<(typeof FILLED_TABLES)[number], readonly Item[]>>;
  /** Messages that people have had. */
  readonly messages: readonly OutboxEntry[];
}

/** Where contents are stored: tables of DynamoDB Local by their short names, and the folder of messages. */
export interface ContentsPlaces {
  readonly dynamodb: string;
  readonly tables: Readonly<Record<string, string>>;
  readonly outbox: string;
}

/** Contents that are being made. Each resolves when they are there. */
export interface ComingContents {
  readonly read: () => Promise<StackContents>;
  /** Without bringing them into this process, whose memory would not go back to the system. */
  readonly store: (places: ContentsPlaces) => Promise<void>;
}

const FILES_AT_ONCE = { concurrency: 8 };

export const fillOutbox = async (
  folder: string,
  messages: readonly OutboxEntry[],
): Promise<void> => {
  await pMap(messages, (entry) => writeOutboxEntry(folder, entry), FILES_AT_ONCE);
};
