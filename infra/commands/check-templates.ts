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

Compares the templates of messages in GOV.UK Notify with shared/messaging/wordings, and Notify's ids of them with the stage's
settings. In Notify a template is called <template>.<medium>, such as breach.email or breach.text.

  --stage NAME          settings in infra/stages/NAME.json
  --api-key-from FILE   file that holds the API key (default: the environment variable NOTIFY_API_KEY)
  --json                what differs, and the ids, as one JSON object
  --help                this text

NOTIFY_API_URL names another server than GOV.UK Notify's.
Exit code 0: nothing differs; 1: something does, or Notify could not be asked; 2: wrong use.
`;

const MEANINGS: Readonly<Record<TemplateDifference['what'], string>> = {
  missing: 'is missing in Notify',
  twice: 'is in Notify more than once',
  type: 'has another type in Notify',
  subject: 'has another subject in Notify',
  body: 'has another body in Notify',
  settings: "has another id than in the stage's settings",
};

class WrongUse extends Error {}

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
    // What was given is not repeated: it may be the key.
    throw new WrongUse('An option is not known or lacks its value.');
  }
};

/** Only the ids: settings that still lack them cannot be read as a whole. */
const stageSchema = z.object({
  messages: z.object({ templateIds: z.record(z.string(), z.string()).default({}) }).optional(),
});

const readFile = (file: string, what: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new WrongUse(`${what} ${file} cannot be read.`);
  }
};

const readSettingsIds = (stage: string | undefined): Readonly<Record<string, string>> => {
  if (stage === undefined) throw new WrongUse('--stage is missing.');
  const file = join(STAGES_FOLDER, `${stage}.json`);
  const settings = stageSchema.parse(JSON.parse(readFile(file, 'The settings')));
  return settings.messages?.templateIds ?? {};
};

const API_KEY = /-[0-9a-f-]{36}-[0-9a-f-]{36}$/;

const readApiKey = (file: string | undefined): string => {
  const key =
    file === undefined ? process.env['NOTIFY_API_KEY'] : readFile(file, 'The file of the API key');
  if (key === undefined) throw new WrongUse('NOTIFY_API_KEY is not set.');
  if (!API_KEY.test(key.trim())) throw new WrongUse('What was given is no API key of Notify.');
  return key.trim();
};

const askNotify = async (apiKey: string) => {
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
    say('Notify has every template as shared/messaging/wordings has it.');
    return;
  }
  say(`\nFor the settings of the stage:\n${JSON.stringify({ templateIds }, null, 2)}`);
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
  const comparison = compareTemplates({ wanted, atNotify: await askNotify(apiKey), settings });
  if (options.json) say(JSON.stringify(comparison, null, 2));
  else report(comparison);
  process.exitCode = comparison.differences.length === 0 ? 0 : 1;
};

try {
  await run();
} catch (error) {
  const hint = error instanceof WrongUse ? ' See --help.' : '';
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${hint}\n`);
  process.exitCode = error instanceof WrongUse ? 2 : 1;
}
