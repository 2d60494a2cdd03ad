import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { type MessageTemplates, messageTemplatesSchema } from './message-templates.ts';
import { type Environment, parseEnvironment, requiredVariable } from '../platform/environment.ts';
import { ENVIRONMENT } from '../platform/names.ts';

/** The variables that say where the templates are; Lambda itself sets the root of the function. */
export const messageTemplatesVariables = {
  [ENVIRONMENT.messageTemplatesFile]: requiredVariable,
  LAMBDA_TASK_ROOT: requiredVariable,
};

/**
 * The wording of messages to people that ships in the function's bundle, validated at start.
 * Throws when a variable is missing, the file cannot be read, or it breaks a rule of the templates.
 */
export const loadMessageTemplates = (environment: Environment): MessageTemplates => {
  const settings = parseEnvironment(z.object(messageTemplatesVariables), environment);
  const file = resolve(settings.LAMBDA_TASK_ROOT, settings[ENVIRONMENT.messageTemplatesFile]);
  return messageTemplatesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
};
