import type * as z from 'zod';
import { StartupError } from '../startup-error.ts';
import type { Resource } from './resolve-assembly.ts';

/** A property that has no meaning on one machine, such as encryption or access: accepted, not looked at. */
export { unknown as irrelevant } from 'zod';

const describe = (issue: z.core.$ZodIssue): string => {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys')
    return `property ${path.join('.')} has a value the local stack does not support (${issue.message})`;
  const names = issue.keys.map((key) => [...path, key].join('.'));
  return `property ${names.join(', ')} is not supported by the local stack`;
};

/** The resource's properties by the schema of its type; anything the schema does not name stops the start. */
export const parseProperties = <Schema extends z.ZodType>(
  resource: Resource,
  schema: Schema,
): z.infer<Schema> => {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw createRefusal(resource, issue === undefined ? 'it cannot be read' : describe(issue));
};

export const createRefusal = (resource: Resource, why: string): StartupError =>
  new StartupError(`${resource.stackName}: ${resource.logicalId} (${resource.type}): ${why}.`);
