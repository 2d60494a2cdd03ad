import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NotifyClient } from 'notifications-node-client';
import * as z from 'zod';
import { type Comparison, compareTemplates, type TemplateDifference } from './compare-templates.ts';
import { readMessageTemplates } from '../message-templates.ts';
import { STAGES_FOLDER } from '../settings.ts';
import {
  createNotifyError,
  notifyTemplatesSchema,
  readNotifyFailure,
} from '../../shared/messaging/notify-channel.ts';

const HELP = `npm run check-templates -- --stage NAME [--api-key-from FILE] [--json]

Compares the message templates in GOV.UK Notify with shared/messaging/wordings, and their ids with the settings of the
stage. In Notify, a template must be called <template>.<medium>, such as breach.email or breach.text.

  --stage NAME          use the settings in infra/stages/NAME.json
  --api-key-from FILE   read the API key from FILE (default: the environment variable NOTIFY_API_KEY)
  --json                print the differences and the ids as one JSON object
  --help                show this help

Set NOTIFY_API_URL to use another server than GOV.UK Notify's.
Exit code 0: no differences; 1: differences, or Notify did not respond as expected; 2: wrong options.
`;

const MEANINGS: Readonly<Record<TemplateDifference['what'], string>> = {
  missing: 'is missing in Notify',
  twice: 'is in Notify more than once',
  type: 'has a different type in Notify',
  subject: 'has a different subject in Notify',
  body: 'has a different body in Notify',
  settings: 'has a different id in the settings of the stage',
};

class UsageError extends Error {}

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        stage: { type: 'string' },
        'api-key-from': { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    // The option is not repeated, because it may be the key.
    throw new UsageError('An option is not known or has no value.');
  }
};

/** Only the ids, because settings that do not have them yet are not valid as a whole. */
const stageSchema = z.object({
  messages: z.object({ templateIds: z.record(z.string(), z.string()).default({}) }).optional(),
});

const readFile = (file: string, what: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${what} ${file} cannot be read.`);
  }
};

const readSettingsIds = (stage: string | undefined): Readonly<Record<string, string>> => {
  if (stage === undefined) throw new UsageError('Enter --stage.');
  const file = join(STAGES_FOLDER, `${stage}.json`);
  const settings = stageSchema.parse(JSON.parse(readFile(file, 'The settings')));
  return settings.messages?.templateIds ?? {};
};

const API_KEY = /-[0-9a-f-]{36}-[0-9a-f-]{36}$/;

const readApiKey = (file: string | undefined): string => {
  const key =
    file === undefined ? process.env['NOTIFY_API_KEY'] : readFile(file, 'The file of the API key');
  if (key === undefined) throw new UsageError('Set NOTIFY_API_KEY or use --api-key-from.');
  if (!API_KEY.test(key.trim())) throw new UsageError('This is not an API key of GOV.UK Notify.');
  return key.trim();
};

const readNotifyTemplates = async (apiKey: string) => {
  const url = process.env['NOTIFY_API_URL'];
  const client = url === undefined ? new NotifyClient(apiKey) : new NotifyClient(url, apiKey);
  try {
    const { data } = await client.getAllTemplates();
    return notifyTemplatesSchema.parse(data).templates;
  } catch (thrown) {
    throw createNotifyError(readNotifyFailure(thrown));
  }
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const report = ({ differences, templateIds }: Comparison): void => {
  for (const { name, what } of differences) say(`${name} ${MEANINGS[what]}`);
  if (differences.length === 0) {
    say('All templates in Notify match shared/messaging/wordings.');
    return;
  }
  say(`\nAdd these ids to the settings of the stage:\n${JSON.stringify({ templateIds }, null, 2)}`);
};

const run = async (): Promise<void> => {
  const options = readOptions();
  if (options.help) {
    say(HELP);
    return;
  }
  const settings = readSettingsIds(options.stage);
  const apiKey = readApiKey(options['api-key-from']);
  const wanted = readMessageTemplates();
  const comparison = compareTemplates({
    wanted,
    atNotify: await readNotifyTemplates(apiKey),
    settings,
  });
  if (options.json) say(JSON.stringify(comparison, null, 2));
  else report(comparison);
  process.exitCode = comparison.differences.length === 0 ? 0 : 1;
};

try {
  await run();
} catch (error) {
  const hint = error instanceof UsageError ? ' See --help.' : '';
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${hint}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
