import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readDirectory } from '../../../infra/directory.ts';
import { createThemeStore } from '../../../shared/themes/theme-store.ts';
import { createDynamoTable, createDocumentClient } from '../../../shared/database/dynamo-table.ts';
import { toInstant } from '../../../shared/kernel/instant.ts';
import { createCapacityMeter } from './capacity-meter.ts';
import { type Consumed, computeMeanConsumed } from './consumed.ts';
import { type PageCost, readPages } from './read-pages.ts';
import { type Receipt, receiveFeed, markReplies } from './receive-feed.ts';
import { CREDENTIALS } from '../../../infra/local/emulators/start-emulators.ts';
import { REGION } from '../../../infra/local/template/endpoints.ts';
import { createAuditTrail } from '../../../shared/access/audit.ts';
import { createDynamoAccessTokens } from '../../../shared/access/access-tokens.ts';
import { createDynamoStores } from '../../support/core-stores.ts';
import { type StackContext, findTable } from '../bench-context.ts';
import { copyTable } from '../emulator-tables.ts';
import { requireDatabase } from '../../../infra/local/stack-description.ts';

/** What one kind of message takes, on average. */
export interface KindCost {
  readonly kind: string;
  readonly messages: number;
  /** Storing it. */
  readonly receiving: Consumed;
  /** Marking its reply as sent. Null when no reply is sent, because the force could not be read. */
  readonly marking: Consumed | null;
  /** Write units of the most expensive message, receiving only. */
  readonly mostWrite: number;
}

/** Capacity units as AWS would charge them. */
export interface CapacityReport {
  readonly messages: number;
  readonly kinds: readonly KindCost[];
  readonly pages: readonly PageCost[];
}

const KINDS = ['reported', 'updated', 'found', 'returned', 'cancelled', 'duplicate', 'rejected'];

const sumByKind = (
  receipts: readonly Receipt[],
  marked: ReadonlyMap<string, Consumed>,
): readonly KindCost[] =>
  KINDS.flatMap((kind) => {
    const all = receipts.filter((receipt) => receipt.kind === kind);
    if (all.length === 0) return [];
    const marks = all.flatMap(({ message }) => marked.get(message.messageId) ?? []);
    const writes = all.map(({ consumed }) => consumed.tableWrite + consumed.indexWrite);
    return {
      kind,
      messages: all.length,
      receiving: computeMeanConsumed(all.map(({ consumed }) => consumed)),
      marking: marks.length === 0 ? null : computeMeanConsumed(marks),
      mostWrite: Math.max(...writes),
    };
  });

/** Receives the feed, marks its replies and reads it back, on its own table in the stack's emulator. */
export const measureCapacity = async ({
  stack,
  options,
  say,
}: StackContext): Promise<CapacityReport> => {
  const { endpoint } = requireDatabase(stack.description);
  const newClient = () =>
    new DynamoDBClient({ region: REGION, credentials: CREDENTIALS, endpoint });
  const [plain, metered] = [newClient(), newClient()];
  try {
    say(`capacity: ${options.notifications} messages, one after another`);
    const core = findTable(stack, 'core');
    const table = await copyTable(plain, core, 'capacity');
    const meter = createCapacityMeter(metered);
    const stores = createDynamoStores(table, metered);
    const directory = readDirectory();
    const receipts = await receiveFeed(stores, directory, meter, options.notifications);
    say('capacity: marking replies, reading pages');
    const marked = await markReplies(stores.replies, meter, receipts);
    const authenticator = createDynamoAccessTokens(
      createDocumentClient(metered),
      findTable(stack, 'access'),
    );
    const audit = await copyTable(plain, findTable(stack, 'audit'), 'audited');
    const dependencies = {
      ...stores,
      directory,
      themes: createThemeStore(
        createDynamoTable(createDocumentClient(metered), findTable(stack, 'themes')),
      ),
      authenticator,
      audit: createAuditTrail(createDynamoTable(createDocumentClient(metered), audit)),
      backOff: () => Promise.resolve(),
      makeToken: () => 'no-calendar-is-made-here',
      publicUrl: 'https://homeward.example',
      notify: { readCallbackToken: null, reportUndeliverable: () => undefined },
      readOutbox: null,
      reportFault: () => undefined,
    };
    const now = receipts.at(-1)?.message.receivedAt ?? toInstant(0);
    const pages = await readPages({
      dependencies,
      token: stack.description.tokens.practitioner,
      now,
      meter,
    });
    return {
      messages: receipts.length,
      kinds: sumByKind(receipts, marked),
      pages,
    };
  } finally {
    plain.destroy();
    metered.destroy();
  }
};
