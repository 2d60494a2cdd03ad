import * as z from 'zod';
import { child, childUpdate } from '../child-schema.ts';
import { place } from '../event-data.ts';
import { eventSchemas } from '../event-schemas.ts';
import { FINDING_TEXTS } from '../findings.ts';
import { gradedEventSchema } from '../grade-schema.ts';
import { intelligenceEventSchema } from '../intelligence-event-schema.ts';
import { acceptedReplySchema, duplicateReplySchema, rejectedReplySchema } from '../reply.ts';
import { EXAMPLES, REPLY_EXAMPLES } from './examples.ts';
import {
  GRADE_REPLY_EXAMPLES,
  GRADED_EXAMPLE,
  INTELLIGENCE_EXAMPLE,
} from './intelligence-examples.ts';
import { CONTRACT_CHANGES, TRYING_IT } from './changes.ts';
import { INTELLIGENCE_RULES, PAGE_RULES } from './page-text.ts';
import { createSituationsTable } from './situations.ts';
import { FINDING_CODES } from '../finding.ts';

const addExamples = (schema: z.ZodType, ...examples: readonly object[]): z.ZodType =>
  schema.meta({ examples: [...examples] });

const listReplyExamples = (reply: keyof typeof REPLY_EXAMPLES): readonly object[] => [
  REPLY_EXAMPLES[reply],
  GRADE_REPLY_EXAMPLES[reply],
];

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  reported: addExamples(eventSchemas.reported, EXAMPLES.reported),
  updated: addExamples(eventSchemas.updated, EXAMPLES.updated),
  found: addExamples(eventSchemas.found, EXAMPLES.found),
  returned: addExamples(eventSchemas.returned, EXAMPLES.returned),
  cancelled: addExamples(eventSchemas.cancelled, EXAMPLES.cancelled),
  child,
  'child-update': childUpdate,
  place,
  'intelligence-graded': addExamples(gradedEventSchema, GRADED_EXAMPLE),
  intelligence: addExamples(intelligenceEventSchema, INTELLIGENCE_EXAMPLE),
  'reply-accepted': addExamples(acceptedReplySchema, ...listReplyExamples('accepted')),
  'reply-duplicate': addExamples(duplicateReplySchema, ...listReplyExamples('duplicate')),
  'reply-rejected': addExamples(rejectedReplySchema, ...listReplyExamples('rejected')),
};

const nameFile = (id: string): string => `${id}.schema.json`;

/**
 * zod leaves out the examples of transformed fields; ours are all as a force writes them. A field
 * outside the contract is a warning only, so the schemas allow it. zod's pattern for a date adds
 * nothing to its format.
 */
const adaptToContract: z.core.ToJSONSchemaParams['override'] = ({ zodSchema, jsonSchema }) => {
  delete jsonSchema.additionalProperties;
  if (jsonSchema.format === 'date') delete jsonSchema.pattern;
  const examples = z.globalRegistry.get(zodSchema)?.['examples'];
  if (Array.isArray(examples) && jsonSchema.$ref === undefined) jsonSchema.examples = examples;
};

/** JSON Schemas (draft 2020-12) by file name. They refer to each other by file name. */
export const createContractSchemas = (): ReadonlyMap<string, object> => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: nameFile,
    override: adaptToContract,
  });
  return new Map(Object.entries(schemas).map(([id, schema]) => [nameFile(id), schema]));
};

export const createContractFiles = (): ReadonlyMap<string, string> => {
  const schemas = createContractSchemas();
  return new Map([
    ...Array.from(schemas, ([file, schema]): [string, string] => [
      file,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
    ['README.md', createContractPage([...schemas.keys()])],
  ]);
};

const createCodeRow = (code: (typeof FINDING_CODES)[number]): string =>
  `| \`${code}\` | ${FINDING_TEXTS[code].effect} | ${FINDING_TEXTS[code].meaning} |`;

const createExample = ([kind, event]: [string, object]): string =>
  `### ${kind}\n\n\`\`\`json\n${JSON.stringify(event, null, 2)}\n\`\`\``;

const createContractPage = (schemaFiles: readonly string[]): string =>
  [
    '<!-- Written by `npm run contract`; change shared/police-contract, not this file. -->',
    PAGE_RULES,
    '## What to send when',
    createSituationsTable(),
    INTELLIGENCE_RULES,
    TRYING_IT,
    '## Codes',
    ['| code | effect | meaning |', '|---|---|---|', ...FINDING_CODES.map(createCodeRow)].join(
      '\n',
    ),
    '## Schemas',
    'JSON Schema, draft 2020-12. They describe what is accepted without a warning.',
    schemaFiles.map((file) => `- [${file}](${file})`).join('\n'),
    '## Examples',
    ...Object.entries({ ...EXAMPLES, 'intelligence-graded': GRADED_EXAMPLE }).map(createExample),
    '## Examples of replies',
    ...Object.entries(REPLY_EXAMPLES).map(createExample),
    ...Object.entries(GRADE_REPLY_EXAMPLES).map(([reply, event]) =>
      createExample([`${reply}, of a grade`, event]),
    ),
    '## Example of an intelligence report',
    createExample(['intelligence', INTELLIGENCE_EXAMPLE]),
    CONTRACT_CHANGES,
  ].join('\n\n') + '\n';
