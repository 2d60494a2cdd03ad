import { describe, expect, it } from 'vitest';
import { readDirectory } from '../../infra/directory.ts';
import { FUNCTION_CATALOGUE } from '../../infra/function-catalogue.ts';
import { readSettings } from '../../infra/settings.ts';
import { QUEUE } from '../../shared/platform/names.ts';
import { findResource, listResources, synthesizeStage } from './synthesized-stage.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Principal: { readonly AWS: string | readonly string[] };
  readonly Condition?: unknown;
}

const DAY_SECONDS = 86_400;
const { stateful, service } = synthesizeStage('example');
const { forceAccounts } = readSettings('example');
const queues = Object.entries(listResources(stateful, 'AWS::SQS::Queue'));

const queueNamed = (name: string) => {
  const found = queues.find(([, { Properties }]) => Properties['QueueName'] === name);
  if (found === undefined) throw new Error(`no queue ${name}`);
  return { id: found[0], properties: found[1].Properties };
};

const notifications = queueNamed(`example-${QUEUE.notifications}`);
const deadLetters = queueNamed(`example-${QUEUE.notificationsDeadLetters}`);
const evidence = queueNamed(`example-${QUEUE.evidence}`);
const evidenceDeadLetters = queueNamed(`example-${QUEUE.evidenceDeadLetters}`);

const statementsOf = (queueId: string): readonly Statement[] =>
  Object.values(listResources(stateful, 'AWS::SQS::QueuePolicy'))
    .filter(({ Properties }) => JSON.stringify(Properties['Queues']).includes(`"${queueId}"`))
    .flatMap(
      ({ Properties }) => (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement,
    );

const allowedOn = (queueId: string) =>
  statementsOf(queueId)
    .filter(({ Effect }) => Effect === 'Allow')
    .map(({ Action, Principal }) => ({
      actions: [Action].flat(),
      accounts: [Principal.AWS].flat(),
    }));

const rootOf = (account: string | undefined) => `arn:aws:iam::${account ?? 'none'}:root`;

describe('every queue', () => {
  it('is encrypted with our key, kept when the stack goes, and answers over TLS only', () => {
    for (const [id, { Properties, DeletionPolicy }] of queues) {
      expect(JSON.stringify(Properties['KmsMasterKeyId'])).toContain('MessagesKey');
      expect(DeletionPolicy).toBe('Retain');
      expect(statementsOf(id)).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: 'sqs:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
  });

  it('is standard: a FIFO queue would let one bad message block its child', () => {
    for (const [, { Properties }] of queues) expect(Properties).not.toHaveProperty('FifoQueue');
  });
});

describe('the notifications queue', () => {
  it('hides a message for at least six times as long as intake may run', () => {
    expect(notifications.properties['VisibilityTimeout']).toBeGreaterThanOrEqual(
      6 * FUNCTION_CATALOGUE.intake.timeout,
    );
  });

  it('moves a message to the dead-letter queue after five receives, and keeps it there longer', () => {
    expect(notifications.properties['RedrivePolicy']).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters.id, 'Arn'] },
      maxReceiveCount: 5,
    });
    expect(notifications.properties['MessageRetentionPeriod']).toBe(4 * DAY_SECONDS);
    expect(deadLetters.properties['MessageRetentionPeriod']).toBe(14 * DAY_SECONDS);
  });

  it('accepts messages larger than the contract allows, so that they receive a reply', () => {
    expect(notifications.properties['MaximumMessageSize']).toBe(1_048_576);
    expect(deadLetters.properties['MaximumMessageSize']).toBe(1_048_576);
  });

  it('allows the account of each force to send, and no other access', () => {
    expect(allowedOn(notifications.id)).toEqual([
      { actions: ['sqs:SendMessage'], accounts: Object.values(forceAccounts).map(rootOf) },
    ]);
    expect(allowedOn(deadLetters.id)).toEqual([]);
  });
});

describe('the queue of evidence work', () => {
  it('hides a message for at least six times as long as it may take', () => {
    expect(evidence.properties['VisibilityTimeout']).toBeGreaterThanOrEqual(
      6 * FUNCTION_CATALOGUE.evidence.timeout,
    );
  });

  it('moves an episode to the dead-letter queue after five receives, and keeps it there longer', () => {
    expect(evidence.properties['RedrivePolicy']).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [evidenceDeadLetters.id, 'Arn'] },
      maxReceiveCount: 5,
    });
    expect(evidence.properties['MessageRetentionPeriod']).toBe(4 * DAY_SECONDS);
    expect(evidenceDeadLetters.properties['MessageRetentionPeriod']).toBe(14 * DAY_SECONDS);
  });

  it('is ours alone: no other account may send to it or read it', () => {
    expect([...allowedOn(evidence.id), ...allowedOn(evidenceDeadLetters.id)]).toEqual([]);
  });
});

describe('the reply queues', () => {
  const { forces } = readDirectory();

  it('are one for each force of the directory, kept for 14 days', () => {
    for (const { code } of forces) {
      const { properties } = queueNamed(`example-police-replies-${code.toLowerCase()}`);
      expect(properties['MessageRetentionPeriod']).toBe(14 * DAY_SECONDS);
    }
    expect(queues).toHaveLength(forces.length + 6);
  });

  it('are read by their own force alone', () => {
    for (const { code } of forces) {
      const { id } = queueNamed(`example-police-replies-${code.toLowerCase()}`);
      const account = forceAccounts[code];
      const readers = allowedOn(id).flatMap(({ accounts }) => accounts);
      expect(readers).toEqual(account === undefined ? [] : [rootOf(account)]);
      expect(allowedOn(id).flatMap(({ actions }) => actions)).not.toContain('sqs:SendMessage');
    }
  });
});

describe('the key of the queues', () => {
  it('lets forces in through SQS only', () => {
    const { Properties } = findResource(stateful, 'AWS::KMS::Key', 'MessagesKey');
    const { Statement } = Properties['KeyPolicy'] as { Statement: Statement[] };
    const ofForces = Statement.filter(({ Principal }) =>
      JSON.stringify(Principal).includes(forceAccounts['E23000024'] ?? 'none'),
    );
    expect(ofForces).toEqual([
      expect.objectContaining({
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Condition: { StringEquals: { 'kms:ViaService': 'sqs.eu-west-2.amazonaws.com' } },
      }),
    ]);
  });

  it('is not the key of the tables, which no other account may use', () => {
    const { Properties } = findResource(stateful, 'AWS::KMS::Key', 'RecordsKey');
    for (const account of Object.values(forceAccounts)) {
      expect(JSON.stringify(Properties['KeyPolicy'])).not.toContain(account);
    }
  });
});

describe('on one machine', () => {
  const local = synthesizeStage('local');

  it('the names are bare and no other account is admitted', () => {
    const names = Object.values(listResources(local.stateful, 'AWS::SQS::Queue')).map(
      ({ Properties }) => Properties['QueueName'],
    );
    expect(names).toContain('missing-notifications');
    expect(names).toContain('missing-notifications-dead-letters');
    expect(names).toContain('reply-stream-failures');
    expect(names).toContain('alert-stream-failures');
    expect(names).toContain('evidence-work');
    expect(names).toContain('evidence-work-dead-letters');
    expect(names).toContain('police-replies-e23000024');
    const policies = JSON.stringify(listResources(local.stateful, 'AWS::SQS::QueuePolicy'));
    expect(policies).not.toContain('"Allow"');
  });
});

describe('no function', () => {
  it('may send to the notifications queue', () => {
    const senders = Object.entries(listResources(service, 'AWS::IAM::Policy')).filter(
      ([, { Properties }]) =>
        (
          Properties['PolicyDocument'] as { Statement: { Action: string; Resource: unknown }[] }
        ).Statement.some(
          ({ Action, Resource }) =>
            [Action].flat().includes('sqs:SendMessage') &&
            JSON.stringify(Resource).includes('NotificationQueues'),
        ),
    );
    expect(senders).toEqual([]);
  });
});
