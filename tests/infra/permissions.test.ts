import { describe, expect, it } from 'vitest';
import { CORE_TABLE } from '../../shared/platform/names.ts';
import { resourceIn, resourcesOf, synthesizeStage } from './synthesized-stage.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

const { service } = synthesizeStage('example');

const statementsOf = (prefix: string): readonly Statement[] => {
  const { Properties } = resourceIn(service, 'AWS::IAM::Policy', prefix);
  return (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement;
};

const textOf = (resource: unknown): string => JSON.stringify(resource);

/** The actions on whatever has a name with this part in it, in alphabetical order. */
const actionsOn = (prefix: string, resource: RegExp): readonly string[] =>
  statementsOf(prefix)
    .filter(({ Resource }) => resource.test(textOf(Resource)))
    .flatMap(({ Action }) => Action)
    .sort();

const CORE = /GetAttCore[0-9A-F]{8}Arn[0-9A-F]{8}"\}$/;
const INDEX = /\/index\//;

describe('every permission', () => {
  const all = Object.values(resourcesOf(service, 'AWS::IAM::Policy')).flatMap(
    ({ Properties }) => (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement,
  );

  it('names its actions one by one', () => {
    const actions = all.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('names its resources one by one, but for the list of the core table’s streams', () => {
    const wide = all.filter(({ Resource }) => textOf(Resource).includes('*'));
    expect(wide.map(({ Action }) => Action)).toEqual(['dynamodb:ListStreams']);
    expect(textOf(wide[0]?.Resource)).toContain('/stream/*');
  });

  it('to use a key holds through the service that keeps the data only', () => {
    const onKeys = all.filter(({ Action }) => [Action].flat().some((a) => a.startsWith('kms:')));
    expect(onKeys.length).toBeGreaterThan(0);
    for (const { Condition } of onKeys) {
      expect(textOf(Condition)).toMatch(
        /"kms:ViaService":"(sqs|dynamodb)\.eu-west-2\.amazonaws\.com"/,
      );
    }
  });

  it('is written here: no role has a policy that AWS manages', () => {
    for (const { Properties } of Object.values(resourcesOf(service, 'AWS::IAM::Role'))) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    }
  });
});

describe('a function may do what its work needs and no more', () => {
  it('intake: consume notifications, read and write the core table', () => {
    expect(actionsOn('Intake', /NotificationQueues/)).toEqual([
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ]);
    expect(actionsOn('Intake', CORE)).toEqual([
      'dynamodb:DeleteItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
    expect(actionsOn('Intake', /ReplyQueues|Access|StreamFailures/)).toEqual([]);
  });

  it('replies: follow the stream, send to reply queues and the failure queue, note what was sent', () => {
    expect(actionsOn('RepliesF', /CoreC65142A7StreamArn/)).toEqual([
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
    ]);
    expect(actionsOn('RepliesF', CORE)).toEqual(['dynamodb:UpdateItem']);
    expect(actionsOn('RepliesF', /ReplyQueues/)).toEqual(['sqs:SendMessage']);
    expect(actionsOn('RepliesF', /NotificationQueues|Access/)).toEqual([]);
  });

  it('reconciliation: as replies, and list what is pending by its own index only', () => {
    const prefix = 'ReconcileRepliesF';
    expect(actionsOn(prefix, CORE)).toEqual(['dynamodb:BatchGetItem', 'dynamodb:UpdateItem']);
    expect(actionsOn(prefix, INDEX)).toEqual(['dynamodb:Query']);
    const [indexes] = statementsOf(prefix).filter(({ Resource }) => INDEX.test(textOf(Resource)));
    expect(textOf(indexes?.Resource).match(/\/index\/[a-z-]+/g)).toEqual([
      '/index/replies-pending',
    ]);
    expect(actionsOn(prefix, /StreamFailures|NotificationQueues/)).toEqual([]);
  });

  it('web: read, and write nothing', () => {
    expect(actionsOn('WebF', CORE)).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
    ]);
    expect(actionsOn('WebF', /Access9901/)).toEqual(['dynamodb:GetItem']);
    const [indexes] = statementsOf('WebF').filter(({ Resource }) => INDEX.test(textOf(Resource)));
    const named = textOf(indexes?.Resource).match(/(?<=\/index\/)[a-z-]+/g) ?? [];
    expect([...named].sort()).toEqual(
      Object.values(CORE_TABLE.indexes)
        .map(({ name }) => name)
        .sort(),
    );
    expect(actionsOn('WebF', /Queue/)).toEqual([]);
  });
});
