import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { templateIdsSchema } from '../shared/messaging/message-templates.ts';

const accountId = z.string().regex(/^\d{12}$/, 'an AWS account is 12 digits');
const forceCode = z.string().regex(/^E23\d{6}$/, 'a force is a GSS code such as E23000024');

const publicUrl = z
  .url({ protocol: /^https?$/, error: 'an address such as https://homeward.council.example' })
  .regex(/[^/]$/, 'ends without a slash');

const messagesSchema = z.strictObject({ templateIds: templateIdsSchema.optional() });

const settingsSchema = z.strictObject({
  stage: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, 'lower case, digits and hyphens, at most 20'),
  region: z.literal('eu-west-2').default('eu-west-2'),
  account: accountId.optional(),
  forceAccounts: z.record(forceCode, accountId).default({}),
  operatorEmail: z.email().optional(),
  logRetentionDays: z.enum(RetentionDays),
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  tracing: z.boolean().default(false),
  intakeConcurrency: z.int().min(2).max(1000).default(10),
  publicUrl,
  messages: messagesSchema.default({}),
});

/** What differs between stages: accounts, who is told, how long logs are kept (days), how much runs at once. */
export type Settings = z.infer<typeof settingsSchema>;

/** Whether this is the stage of one machine, which reaches nobody: its messages stay in a folder. */
export const isLocal = ({ stage }: Pick<Settings, 'stage'>): boolean => stage === 'local';

/** Where the settings of each stage are, one `<stage>.json` a stage. */
export const STAGES_FOLDER = join(import.meta.dirname, 'stages');

/** The settings of a stage. Throws one error that lists everything wrong with the file, each with its path. */
export const readSettings = (stage: string, folder = STAGES_FOLDER): Settings => {
  const file = join(folder, `${stage}.json`);
  const parsed = settingsSchema
    .refine((settings) => settings.stage === stage, {
      path: ['stage'],
      error: `must be "${stage}", as the file's name says`,
    })
    .refine((settings) => isLocal(settings) || settings.publicUrl.startsWith('https:'), {
      path: ['publicUrl'],
      error: 'must be https but on one machine',
    })
    .refine((settings) => isLocal(settings) || settings.messages.templateIds !== undefined, {
      path: ['messages', 'templateIds'],
      error: 'are missing; npm run check-templates says them',
    })
    .safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `  ${issue.path.join('.') || '(file)'}: ${issue.message}`,
  );
  throw new Error([`Settings in ${file} cannot be used:`, ...problems].join('\n'));
};

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`Settings in ${file} cannot be read: no such file, or not JSON`, { cause });
  }
};

/** The name of a resource in this stage: bare on one machine, with the stage in front in AWS. */
export const nameIn = (settings: Settings, name: string): string =>
  isLocal(settings) ? name : `${settings.stage}-${name}`;
