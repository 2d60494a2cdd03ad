import { FINDING_CODES } from '../kernel/finding.ts';
import { EXAMPLES, REPLY_EXAMPLES } from './examples.ts';
import { FINDING_TEXTS } from './finding-texts.ts';
import {
  GRADE_REPLY_EXAMPLES,
  GRADED_EXAMPLE,
  INTELLIGENCE_EXAMPLE,
} from './intelligence-examples.ts';
import { INTELLIGENCE_RULES } from './contract-page-intelligence.ts';
import { PAGE_RULES } from './contract-page-rules.ts';

const codeRow = (code: (typeof FINDING_CODES)[number]): string =>
  `| \`${code}\` | ${FINDING_TEXTS[code].effect} | ${FINDING_TEXTS[code].meaning} |`;

const example = ([kind, event]: [string, object]): string =>
  `### ${kind}\n\n\`\`\`json\n${JSON.stringify(event, null, 2)}\n\`\`\``;

/** docs/contract/README.md: what a developer at a force has to know, beside the schemas. */
export const contractPage = (schemaFiles: readonly string[]): string =>
  [
    '<!-- Written by `npm run contract`; change shared/police-contract, not this file. -->',
    PAGE_RULES,
    INTELLIGENCE_RULES,
    '## Codes',
    ['| code | effect | meaning |', '|---|---|---|', ...FINDING_CODES.map(codeRow)].join('\n'),
    '## Schemas',
    'JSON Schema, draft 2020-12. They describe what is taken without any warning.',
    schemaFiles.map((file) => `- [${file}](${file})`).join('\n'),
    '## Examples',
    ...Object.entries({ ...EXAMPLES, 'intelligence-graded': GRADED_EXAMPLE }).map(example),
    '## Examples of replies',
    ...Object.entries(REPLY_EXAMPLES).map(example),
    ...Object.entries(GRADE_REPLY_EXAMPLES).map(([reply, event]) =>
      example([`${reply}, of a grade`, event]),
    ),
    '## Example of an intelligence report',
    example(['intelligence', INTELLIGENCE_EXAMPLE]),
  ].join('\n\n') + '\n';
