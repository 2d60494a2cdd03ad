import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createEpisodeStore } from '../../shared/episodes/episode-store.ts';
import { createEvidenceSourceList } from '../../shared/episodes/evidence-source.ts';
import { createThemeStore } from '../../shared/themes/theme-store.ts';
import { openDynamoTable } from '../../shared/database/dynamo-table.ts';
import { backOff } from '../../shared/kernel/back-off.ts';
import { faultOf } from '../../shared/platform/fault.ts';
import {
  type RebuildProgress,
  type RebuildReport,
  rebuildThemes,
} from '../../shared/themes/rebuild-themes.ts';
import { readDirectory } from '../directory.ts';
import {
  HELP,
  readRebuildCommand,
  type RebuildCommand,
  WrongUse,
} from './rebuild/rebuild-options.ts';

const STACK_FILE = '.local/stack.json';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

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
    episodes: createEpisodeStore(core),
    evidenceSources: createEvidenceSourceList(core),
    themes: createThemeStore(openDynamoTable(tables.themes, client)),
    directory: readDirectory(),
    backOff,
  };
};

const report = ({ episodes, failed, orphaned, cells }: RebuildReport): void => {
  say(`Rebuilt: ${episodes} episodes, ${cells} cells.`);
  if (orphaned > 0) say(`Of ${orphaned} episodes, evidence stood that nothing led to: it is gone.`);
  if (failed > 0) say(`${failed} times it failed: put right what the lines say, and run it again.`);
};

const rebuild = async (command: RebuildCommand): Promise<void> => {
  const done = await rebuildThemes(portsOf(command), {
    after: command.after,
    onProgress: createProgressLines(tell),
    onFault: (episodeId, error) => {
      tell(`The evidence of ${episodeId} could not be made: ${faultOf(error).name}`);
    },
  });
  if (command.json) say(JSON.stringify(done));
  else report(done);
  process.exitCode = done.failed === 0 ? 0 : 1;
};

const ADVICE: Readonly<Record<string, string>> = {
  ResourceNotFoundException: 'There is no such table: see --core-table and --themes-table.',
  CredentialsProviderError: 'There are no AWS credentials: sign in, or name an --endpoint.',
  AccessDeniedException: 'These credentials may not read the core table or write the themes table.',
};

const explain = (error: unknown): string => {
  if (error instanceof WrongUse) return `${error.message} See --help.`;
  if (!(error instanceof Error)) return String(error);
  const advice = ADVICE[error.name];
  if (advice !== undefined) return advice;
  const what = (error.message || error.name).replace(/\.?$/, '.');
  return `${what} Run it again, from where it was cut off.`;
};

try {
  const command = readRebuildCommand(process.argv.slice(2), STACK_FILE);
  if (command === null) process.stdout.write(HELP);
  else await rebuild(command);
} catch (error) {
  tell(explain(error));
  process.exitCode = error instanceof WrongUse ? 2 : 1;
}

/** A line after so many episodes, and one at the end. */
const EVERY = 100;

/** Turns progress into lines: how far, and how to go on from there. */
export const createProgressLines = (say: (line: string) => void) => {
  let said = 0;
  return ({ done, of, last }: RebuildProgress): void => {
    if (done < of && done - said < EVERY) return;
    said = done;
    const goOn = done < of ? `; to go on from here: --after ${last}` : '';
    say(`${done} of ${of} episodes${goOn}`);
  };
};
