import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readDirectory } from '../../../infra/directory.ts';
import { createThemeStore } from '../../../shared/themes/theme-store.ts';
import { createDynamoTable, createDocumentClient } from '../../../shared/database/dynamo-table.ts';
import { toInstant } from '../../../shared/kernel/instant.ts';
import { copyTable } from '../copy-table.ts';
import { type StackContext, tableOf } from '../stack-surroundings.ts';
import { createCapacityMeter } from './capacity-meter.ts';
import { type Consumed, meanConsumed } from './consumed.ts';
import { type EmulatorFactors, measureFactors } from './emulator-factors.ts';
import { markReplies } from './mark-replies.ts';
import { type PageCost, readPages } from './read-pages.ts';
import { type Receipt, receiveFeed } from './receive-feed.ts';
import { CREDENTIALS } from '../../../infra/local/emulators/start-emulators.ts';
import { REGION } from '../../../infra/local/template/endpoints.ts';
import { createAuditTrail } from '../../../shared/access/audit.ts';
import { createDynamoAccessTokens } from '../../../shared/access/access-tokens.ts';
import { createDynamoStores } from '../../support/core-stores.ts';

/** What one kind of message takes, on average. */
export interface KindCost {
  readonly kind: string;
  readonly messages: number;
  /** Storing it. */
  readonly receiving: Consumed;
  /** Marking its reply as sent; null when it is answered to nobody, for its force could not be read. */
  readonly marking: Consumed | null;
  /** The dearest one: write units, receiving only. */
  readonly mostWrite: number;
}

/** Capacity units as AWS would charge them, from what the emulator says. */
export interface CapacityReport {
  readonly messages: number;
  /** What the emulator makes of a transaction, before its figures are put right. */
  readonly emulatorFactors: EmulatorFactors;
  readonly kinds: readonly KindCost[];
  readonly pages: readonly PageCost[];
}

const KINDS = ['reported', 'updated', 'found', 'returned', 'cancelled', 'duplicate', 'rejected'];

const costsByKind = (
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
      receiving: meanConsumed(all.map(({ consumed }) => consumed)),
      marking: marks.length === 0 ? null : meanConsumed(marks),
      mostWrite: Math.max(...writes),
    };
  });

/** Takes the feed in, marks its replies and reads it back, on a table of its own in the stack's emulator. */
export const measureCapacity = async ({
  stack,
  options,
  say,
}: StackContext): Promise<CapacityReport> => {
  const { endpoint } = stack.description.dynamodb;
  const newClient = () =>
    new DynamoDBClient({ region: REGION, credentials: CREDENTIALS, endpoint });
  const [plain, metered] = [newClient(), newClient()];
  try {
    say(`capacity: ${options.notifications} messages, one after another`);
    const core = tableOf(stack, 'core');
    const table = await copyTable(plain, core, 'capacity');
    const emulatorFactors = await measureFactors(
      plain,
      await copyTable(plain, core, 'calibration'),
    );
    const meter = createCapacityMeter(metered, emulatorFactors);
    const stores = createDynamoStores(table, metered);
    const directory = readDirectory();
    const receipts = await receiveFeed(stores, directory, meter, options.notifications);
    say('capacity: marking replies, reading pages');
    const marked = await markReplies(stores.replies, meter, receipts);
    const authenticator = createDynamoAccessTokens(
      createDocumentClient(metered),
      tableOf(stack, 'access'),
    );
    const audit = await copyTable(plain, tableOf(stack, 'audit'), 'audited');
    const dependencies = {
      ...stores,
      directory,
      themes: createThemeStore(
        createDynamoTable(createDocumentClient(metered), tableOf(stack, 'themes')),
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
      emulatorFactors,
      kinds: costsByKind(receipts, marked),
      pages,
    };
  } finally {
    plain.destroy();
    metered.destroy();
  }
};
