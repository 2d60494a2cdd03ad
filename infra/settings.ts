import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { LOCAL_STAGE } from '../shared/platform/names.ts';
import { templateIdsSchema } from '../shared/messaging/message-templates.ts';

const accountId = z.string().regex(/^\d{12}$/, 'must be an AWS account id of 12 digits');
const forceCode = z
  .string()
  .regex(/^E23\d{6}$/, 'must be the GSS code of a force, such as E23000024');

const publicUrl = z
  .url({
    protocol: /^https?$/,
    error: 'must be an address such as https://homeward.council.example',
  })
  .regex(/[^/]$/, 'must not end with a slash');

const messagesSchema = z.strictObject({ templateIds: templateIdsSchema.optional() });

const settingsSchema = z.strictObject({
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,19}$/, 'must be at most 20 lower case letters, digits and hyphens'),
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

export type Settings = z.infer<typeof settingsSchema>;

/** Stage `local` runs on one machine and sends nothing: its messages stay in a folder. */
export const isLocal = ({ stage }: Pick<Settings, 'stage'>): boolean => stage === LOCAL_STAGE;

export const STAGES_FOLDER = join(import.meta.dirname, 'stages');

/** Throws one error that lists every problem of the file, each with its path. */
export const readSettings = (stage: string, folder = STAGES_FOLDER): Settings => {
  const file = join(folder, `${stage}.json`);
  const parsed = settingsSchema
    .refine((settings) => settings.stage === stage, {
      path: ['stage'],
      error: `must be "${stage}", as the file's name says`,
    })
    .refine((settings) => isLocal(settings) || settings.publicUrl.startsWith('https:'), {
      path: ['publicUrl'],
      error: 'must begin with https:, except in stage local',
    })
    .refine((settings) => isLocal(settings) || settings.messages.templateIds !== undefined, {
      path: ['messages', 'templateIds'],
      error: 'are missing: run npm run check-templates to get them',
    })
    .safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `  ${issue.path.join('.') || '(file)'}: ${issue.message}`,
  );
  throw new Error([`The settings in ${file} have these problems:`, ...problems].join('\n'));
};

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`The settings in ${file} cannot be read: the file is missing, or is not JSON`, {
      cause,
    });
  }
};

/** The name of a resource in this stage: with the stage in front, except in stage `local`. */
export const buildResourceName = (settings: Settings, name: string): string =>
  isLocal(settings) ? name : `${settings.stage}-${name}`;
