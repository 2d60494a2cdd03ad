import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { directorySchema } from './directory.ts';
import type { Directory } from './authority.ts';
import { type Environment, parseEnvironment, requiredVariable } from '../platform/environment.ts';
import { ENVIRONMENT } from '../platform/names.ts';

/** The variables that say where the directory is; Lambda itself sets the root of the function. */
export const directoryVariables = {
  [ENVIRONMENT.directoryFile]: requiredVariable,
  LAMBDA_TASK_ROOT: requiredVariable,
};

/**
 * The directory of authorities and forces that ships in the function's bundle, validated at start.
 * Throws when a variable is missing, the file cannot be read, or it breaks a rule of the directory.
 */
export const loadDirectory = (environment: Environment): Directory => {
  const settings = parseEnvironment(z.object(directoryVariables), environment);
  const file = resolve(settings.LAMBDA_TASK_ROOT, settings[ENVIRONMENT.directoryFile]);
  return directorySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
};
