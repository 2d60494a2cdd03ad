import { describe, expect, it } from 'vitest';
import { findResource, listResources, synthesizeStage } from './synthesized-stage.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

const { service } = synthesizeStage('example');

const statementsOf = (prefix: string): readonly Statement[] => {
  const { Properties } = findResource(service, 'AWS::IAM::Policy', prefix);
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
const THEMES = /GetAttThemes[0-9A-F]{8}Arn/;
const AUDIT = /GetAttAudit[0-9A-F]{8}Arn/;
const SECRET = /RefNotifySecret/;

/** The indexes that it may list by, in alphabetical order. */
const indexesOf = (prefix: string): readonly string[] =>
  statementsOf(prefix)
    .flatMap(({ Resource }) => textOf(Resource).match(/(?<=\/index\/)[a-z-]+/g) ?? [])
    .sort();

const STREAM_ACTIONS = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
];

describe('every permission', () => {
  const all = Object.values(listResources(service, 'AWS::IAM::Policy')).flatMap(
    ({ Properties }) => (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement,
  );

  it('names its actions one by one', () => {
    const actions = all.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('names its resources one by one, but for the list of the core table’s streams', () => {
    const wide = all.filter(({ Resource }) => textOf(Resource).includes('*'));
    expect(wide.length).toBeGreaterThan(0);
    for (const { Action, Resource } of wide) {
      expect(Action).toBe('dynamodb:ListStreams');
      expect(textOf(Resource)).toContain('/stream/*');
    }
  });

  it('to use a key holds through the service that keeps the data only', () => {
    const onKeys = all.filter(({ Action }) => [Action].flat().some((a) => a.startsWith('kms:')));
    expect(onKeys.length).toBeGreaterThan(0);
    for (const { Condition } of onKeys) {
      expect(textOf(Condition)).toMatch(
        /"kms:ViaService":"(sqs|dynamodb|secretsmanager)\.eu-west-2\.amazonaws\.com"/,
      );
    }
  });

  it('is written here: no role has a policy that AWS manages', () => {
    for (const { Properties } of Object.values(listResources(service, 'AWS::IAM::Role'))) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    }
  });
});

describe('a function may do what its work needs and no more', () => {
  it('intake: consume notifications, read and write the core table, see who knows the child', () => {
    expect(actionsOn('Intake', /NotificationQueues/)).toEqual([
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ]);
    expect(indexesOf('Intake')).toEqual(['episodes-by-child']);
    expect(actionsOn('Intake', CORE)).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
    expect(actionsOn('Intake', /ReplyQueues|Access|StreamFailures/)).toEqual([]);
  });

  it('replies: follow the stream, send to forces, the evidence queue and the failure queue, note what was sent', () => {
    expect(actionsOn('PublishF', /CoreC65142A7StreamArn/)).toEqual(STREAM_ACTIONS);
    expect(actionsOn('PublishF', CORE)).toEqual(['dynamodb:UpdateItem']);
    expect(actionsOn('PublishF', /ReplyQueues/)).toEqual(['sqs:SendMessage']);
    expect(actionsOn('PublishF', /EvidenceQueuesWork/)).toEqual(['sqs:SendMessage']);
    expect(actionsOn('PublishF', /NotificationQueues|Access|Themes/)).toEqual([]);
  });

  it('reconciliation: as replies, and list what is pending by its own index only', () => {
    const prefix = 'ReconcileRepliesF';
    expect(actionsOn(prefix, CORE)).toEqual(['dynamodb:BatchGetItem', 'dynamodb:UpdateItem']);
    expect(actionsOn(prefix, INDEX)).toEqual(['dynamodb:Query']);
    expect(indexesOf(prefix)).toEqual(['replies-pending']);
    expect(actionsOn(prefix, /StreamFailures|NotificationQueues|EvidenceQueues/)).toEqual([]);
  });

  it('evidence: consume its queue, read the facts, write the theme statistics', () => {
    expect(actionsOn('EvidenceF', /EvidenceQueuesWork/)).toEqual([
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ]);
    expect(actionsOn('EvidenceF', CORE)).toEqual(['dynamodb:BatchGetItem', 'dynamodb:GetItem']);
    expect(actionsOn('EvidenceF', THEMES)).toEqual([
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
    expect(indexesOf('EvidenceF')).toEqual([]);
    expect(actionsOn('EvidenceF', /ReplyQueues|NotificationQueues|Failures|Access|Audit/)).toEqual(
      [],
    );
  });

  it('reconciliation of evidence: compare versions of facts and evidence, and queue the episodes that differ', () => {
    const prefix = 'ReconcileEvidenceF';
    // The same action on both tables is one statement.
    expect(actionsOn(prefix, /GetAttCore.*GetAttThemes/)).toEqual(['dynamodb:BatchGetItem']);
    expect(actionsOn(prefix, CORE)).toEqual([]);
    expect(actionsOn(prefix, THEMES)).toEqual(['dynamodb:BatchGetItem']);
    expect(indexesOf(prefix)).toEqual(['episodes-by-child', 'evidence-sources']);
    expect(actionsOn(prefix, /EvidenceQueuesWork/)).toEqual(['sqs:SendMessage']);
    expect(actionsOn(prefix, /ReplyQueues|NotificationQueues|Failures|Access|Audit/)).toEqual([]);
  });

  it('sweep: read due tasks, write escalations, and finish what a request left', () => {
    expect(actionsOn('SweepF', CORE)).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
    expect(indexesOf('SweepF')).toEqual([
      'alerts-pending',
      'episodes-by-child',
      'escalations-due',
      'tasks-by-team',
    ]);
    expect(actionsOn('SweepF', /Queue|Failures|Access|Audit|NotifySecret/)).toEqual([]);
  });

  it('alerts: follow the stream, read pending alerts, mark those sent, read the key of Notify', () => {
    expect(actionsOn('AlertsF', /CoreC65142A7StreamArn/)).toEqual(STREAM_ACTIONS);
    expect(actionsOn('AlertsF', CORE)).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
    expect(indexesOf('AlertsF')).toEqual(['episodes-by-authority', 'tasks-by-team']);
    expect(actionsOn('AlertsF', /AlertFailures/)).toEqual(['sqs:SendMessage']);
    expect(actionsOn('AlertsF', SECRET)).toEqual(['secretsmanager:GetSecretValue']);
    expect(actionsOn('AlertsF', /Queues|StreamFailures|Access|Audit/)).toEqual([]);
  });

  it('digest: read the worklists of teams and who is missing, and write alerts', () => {
    expect(actionsOn('DigestF', CORE)).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
    expect(indexesOf('DigestF')).toEqual(['episodes-by-authority', 'tasks-by-team']);
    expect(actionsOn('DigestF', /Queue|Failures|Access|Audit|NotifySecret/)).toEqual([]);
  });

  it('detection: read the theme statistics, read and write signals, and no access to the audit', () => {
    expect(actionsOn('DetectF', CORE)).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
    expect(actionsOn('DetectF', THEMES)).toEqual(['dynamodb:Query']);
    expect(indexesOf('DetectF')).toEqual([]);
    expect(actionsOn('DetectF', /Queue|Failures|Access|Audit|NotifySecret/)).toEqual([]);
  });

  it('web: read and write the core table, read who may call, and add to the audit', () => {
    expect(actionsOn('WebF', CORE)).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
    expect(actionsOn('WebF', /Access9901/)).toEqual(['dynamodb:GetItem']);
    expect(actionsOn('WebF', AUDIT)).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
    expect(actionsOn('WebF', /RefIdKeySecret/)).toEqual(['secretsmanager:GetSecretValue']);
    expect(actionsOn('IntakeF', /RefIdKeySecret/)).toEqual(['secretsmanager:GetSecretValue']);
    expect(actionsOn('SweepF', /RefIdKeySecret/)).toEqual(['secretsmanager:GetSecretValue']);
    for (const other of ['AlertsF', 'PublishF', 'EvidenceF', 'DetectF'])
      expect(actionsOn(other, /RefIdKeySecret/)).toEqual([]);
    expect(actionsOn('WebF', SECRET)).toEqual(['secretsmanager:GetSecretValue']);
    expect(indexesOf('WebF')).toEqual([
      'episodes-by-authority',
      'episodes-by-child',
      'escalations-by-authority',
      'rejections-by-force',
      'returns-by-authority',
      'tasks-by-practitioner',
      'tasks-by-reference',
      'tasks-by-team',
    ]);
    expect(actionsOn('WebF', /Queue/)).toEqual([]);
  });
});

describe('the audit', () => {
  it('cannot be changed or removed by any function, and only the web API writes to it', () => {
    const holders = Object.entries(listResources(service, 'AWS::IAM::Policy')).filter(
      ([, { Properties }]) => AUDIT.test(textOf(Properties)),
    );
    expect(holders.map(([id]) => id.slice(0, 4))).toEqual(['WebF']);
  });
});
