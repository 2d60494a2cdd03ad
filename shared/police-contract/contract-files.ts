import * as z from 'zod';
import { child, childUpdate } from './child-schema.ts';
import { contractPage } from './contract-page.ts';
import { eventSchemas } from './event-schemas.ts';
import { gradedEventSchema } from './grade-schema.ts';
import { intelligenceEventSchema } from './intelligence-schema.ts';
import { place } from './place-schema.ts';
import { acceptedReplySchema, duplicateReplySchema, rejectedReplySchema } from './reply-schemas.ts';

const SCHEMAS = {
  ...eventSchemas,
  child,
  'child-update': childUpdate,
  place,
  'intelligence-graded': gradedEventSchema,
  intelligence: intelligenceEventSchema,
  'reply-accepted': acceptedReplySchema,
  'reply-duplicate': duplicateReplySchema,
  'reply-rejected': rejectedReplySchema,
};

const fileOf = (id: string): string => `${id}.schema.json`;

/** zod leaves the examples of transformed members out; ours are all as a force writes them. */
const keepExamples: z.core.ToJSONSchemaParams['override'] = ({ zodSchema, jsonSchema }) => {
  const examples = z.globalRegistry.get(zodSchema)?.['examples'];
  if (Array.isArray(examples) && jsonSchema.$ref === undefined) jsonSchema.examples = examples;
};

/** JSON Schemas (draft 2020-12) of everything that a force sends or gets, by file name; they refer to each other by it. */
export const contractSchemas = (): ReadonlyMap<string, object> => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: fileOf,
    override: keepExamples,
  });
  return new Map(Object.entries(schemas).map(([id, schema]) => [fileOf(id), schema]));
};

/** The files of docs/contract: their names and what they hold. */
export const contractFiles = (): ReadonlyMap<string, string> => {
  const schemas = contractSchemas();
  return new Map([
    ...Array.from(schemas, ([file, schema]): [string, string] => [
      file,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
    ['README.md', contractPage([...schemas.keys()])],
  ]);
};
