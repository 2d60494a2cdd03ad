import type { LocalStack } from './local-stack.ts';

const pad = (label: string): string => label.padEnd(12);

const list = (names: readonly string[]): string => names.toSorted().join(`\n  ${pad('')}`);

/** What a person needs to know of a stack that has just come up. */
export const readyMessage = (stack: LocalStack, descriptionFile: string): string => {
  const { web, control, sqs, dynamodb, tokens } = stack.description;
  const authorization = `Authorization: Bearer ${tokens.practitioner}`;
  return `
Homeward is running; its clock says ${stack.now()}.

  ${pad('HTTP API')}${web}/api/v1
  ${pad('Control')}${control}  (GET /status, GET /clock, POST /clock)
  ${pad('SQS')}${sqs.endpoint}  (region ${sqs.region}, any credentials)
  ${pad('')}${list(Object.keys(sqs.queues))}
  ${pad('DynamoDB')}${dynamodb.endpoint}
  ${pad('')}${list(Object.entries(dynamodb.tables).map(([name, table]) => `${name}: ${table}`))}
  ${pad('Logs')}${stack.logFolder}
  ${pad('Addresses')}${descriptionFile}  (also the tokens of every role and person)

Open tasks, as a practitioner of Norfolk sees them:

  curl -H '${authorization}' '${web}/api/v1/tasks?authority=E10000020&state=open'

Stop with Ctrl-C.
`;
};
