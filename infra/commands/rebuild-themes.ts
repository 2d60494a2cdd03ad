import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { NO_IDS } from '../../shared/episodes/episode-ids.ts';
import { createEpisodeStore } from '../../shared/episodes/episode-store.ts';
import { createEvidenceSourceList } from '../../shared/episodes/evidence-source.ts';
import { createThemeStore } from '../../shared/themes/theme-store.ts';
import { openDynamoTable } from '../../shared/database/dynamo-table.ts';
import { describeFault } from '../../shared/platform/fault.ts';
import { type RebuildReport, rebuildThemes } from '../../shared/themes/rebuild-themes.ts';
import { readDirectory } from '../directory.ts';
import {
  HELP,
  readRebuildCommand,
  type RebuildCommand,
  WrongUse,
  createProgressLines,
} from './rebuild-options.ts';
import { backOff } from '../../shared/kernel/system-random.ts';

const STACK_FILE = '.local/stack.json';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const printLine = (line: string): void => void process.stderr.write(`${line}\n`);

/** An emulator takes any credentials and knows no region. */
const openClient = (endpoint: string | null): DynamoDBClient =>
  endpoint === null
    ? new DynamoDBClient({})
    : new DynamoDBClient({
        endpoint,
        region: 'eu-west-2',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      });

const portsOf = ({ tables }: RebuildCommand) => {
  const client = openClient(tables.endpoint);
  const core = openDynamoTable(tables.core, client);
  return {
    episodes: createEpisodeStore(core, NO_IDS),
    evidenceSources: createEvidenceSourceList(core),
    themes: createThemeStore(openDynamoTable(tables.themes, client)),
    directory: readDirectory(),
    backOff,
  };
};
const report = ({ episodes, failed, orphaned, cells }: RebuildReport): void => {
  say(`Rebuilt: ${episodes} episodes, ${cells} cells.`);
  if (orphaned > 0)
    say(`Removed the evidence of ${orphaned} episodes that no debrief accounts for.`);
  if (failed > 0)
    say(
      `${failed} episodes or cells failed. Correct what the lines above say, and run the command again.`,
    );
};

const rebuild = async (command: RebuildCommand): Promise<void> => {
  const done = await rebuildThemes(portsOf(command), {
    after: command.after,
    onProgress: createProgressLines(printLine),
    onFault: (episodeId, error) => {
      printLine(`The evidence of ${episodeId} could not be made: ${describeFault(error).name}`);
    },
  });
  if (command.json) say(JSON.stringify(done));
  else report(done);
  process.exitCode = done.failed === 0 ? 0 : 1;
};

const ADVICE: Readonly<Record<string, string>> = {
  ResourceNotFoundException: 'The table does not exist. Check --core-table and --themes-table.',
  CredentialsProviderError: 'There are no AWS credentials. Sign in to AWS, or use --endpoint.',
  AccessDeniedException:
    'These credentials are not allowed to read the core table or write the themes table.',
};

const explain = (error: unknown): string => {
  if (error instanceof WrongUse) return `${error.message} See --help.`;
  if (!(error instanceof Error)) return String(error);
  const advice = ADVICE[error.name];
  if (advice !== undefined) return advice;
  const what = (error.message || error.name).replace(/\.?$/, '.');
  return `${what} Run the command again with --after, to continue.`;
};

try {
  const command = readRebuildCommand(process.argv.slice(2), STACK_FILE);
  if (command === null) process.stdout.write(HELP);
  else await rebuild(command);
} catch (error) {
  printLine(explain(error));
  process.exitCode = error instanceof WrongUse ? 2 : 1;
}
