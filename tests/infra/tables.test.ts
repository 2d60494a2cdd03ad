import { describe, expect, it } from 'vitest';
import { AUDIT_TABLE, CORE_TABLE, THEMES_TABLE } from '../../shared/platform/names.ts';
import { findResource, listResources, synthesizeStage } from './synthesized-stage.ts';

const { stateful } = synthesizeStage('example');
const core = findResource(stateful, 'AWS::DynamoDB::Table', 'Core');
const access = findResource(stateful, 'AWS::DynamoDB::Table', 'Access');
const audit = findResource(stateful, 'AWS::DynamoDB::Table', 'Audit');
const themes = findResource(stateful, 'AWS::DynamoDB::Table', 'Themes');
const tables = [core, access, audit, themes];

const tagsOf = ({ Properties }: typeof core) => Properties['Tags'];

describe('the tables', () => {
  it('can be restored to any second, refuse to be deleted and outlive their stack', () => {
    for (const { Properties, DeletionPolicy } of tables) {
      expect(Properties).toMatchObject({
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        BillingMode: 'PAY_PER_REQUEST',
      });
      expect(DeletionPolicy).toBe('Retain');
    }
  });

  it('are encrypted with a key of ours that changes every year and is never deleted', () => {
    const [keyId] = Object.keys(listResources(stateful, 'AWS::KMS::Key')).filter((id) =>
      id.startsWith('RecordsKey'),
    );
    for (const { Properties } of tables) {
      expect(Properties['SSESpecification']).toEqual({
        SSEEnabled: true,
        SSEType: 'KMS',
        KMSMasterKeyId: { 'Fn::GetAtt': [keyId, 'Arn'] },
      });
    }
    for (const key of Object.values(listResources(stateful, 'AWS::KMS::Key'))) {
      expect(key.Properties['EnableKeyRotation']).toBe(true);
      expect(key.DeletionPolicy).toBe('Retain');
    }
  });

  it('are known by a tag, because CloudFormation gives them their names', () => {
    expect(tagsOf(core)).toEqual([{ Key: 'homeward:name', Value: 'core' }]);
    expect(tagsOf(access)).toEqual([{ Key: 'homeward:name', Value: 'access' }]);
    expect(tagsOf(audit)).toEqual([{ Key: 'homeward:name', Value: 'audit' }]);
    expect(tagsOf(themes)).toEqual([{ Key: 'homeward:name', Value: 'themes' }]);
    for (const { Properties } of tables) expect(Properties).not.toHaveProperty('TableName');
  });
});

describe('the core table', () => {
  it('has the keys that the code writes', () => {
    expect(core.Properties['KeySchema']).toEqual([
      { AttributeName: CORE_TABLE.partitionKey, KeyType: 'HASH' },
      { AttributeName: CORE_TABLE.sortKey, KeyType: 'RANGE' },
    ]);
    expect(core.Properties['TimeToLiveSpecification']).toEqual({
      AttributeName: CORE_TABLE.timeToLive,
      Enabled: true,
    });
  });

  it('has each index that the code reads, with keys only: no list carries what a child disclosed', () => {
    const expected = Object.values(CORE_TABLE.indexes).map((index) => ({
      IndexName: index.name,
      KeySchema: [
        { AttributeName: index.partitionKey, KeyType: 'HASH' },
        { AttributeName: index.sortKey, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    }));
    expect(core.Properties['GlobalSecondaryIndexes']).toEqual(expected);
  });

  it('has text for every key attribute', () => {
    const attributes = core.Properties['AttributeDefinitions'] as { AttributeType: string }[];
    expect(new Set(attributes.map(({ AttributeType }) => AttributeType))).toEqual(new Set(['S']));
  });

  it('streams what an item became', () => {
    expect(core.Properties['StreamSpecification']).toEqual({ StreamViewType: 'NEW_IMAGE' });
  });
});

describe('the access table', () => {
  it('is keyed by the digest of a token and forgets expired ones', () => {
    expect(access.Properties['KeySchema']).toEqual([
      { AttributeName: 'tokenHash', KeyType: 'HASH' },
    ]);
    expect(access.Properties['TimeToLiveSpecification']).toEqual({
      AttributeName: 'expiresAt',
      Enabled: true,
    });
  });
});

describe('the audit table', () => {
  it('has the keys that the code writes, keeps every item and triggers no function', () => {
    expect(audit.Properties['KeySchema']).toEqual([
      { AttributeName: AUDIT_TABLE.partitionKey, KeyType: 'HASH' },
      { AttributeName: AUDIT_TABLE.sortKey, KeyType: 'RANGE' },
    ]);
    expect(audit.Properties).not.toHaveProperty('TimeToLiveSpecification');
    expect(audit.Properties).not.toHaveProperty('StreamSpecification');
  });

  it('is append-only: it denies changes and removals to everyone', () => {
    const { PolicyDocument } = audit.Properties['ResourcePolicy'] as {
      PolicyDocument: { Statement: unknown };
    };
    expect(PolicyDocument.Statement).toEqual([
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: [
          'dynamodb:BatchWriteItem',
          'dynamodb:DeleteItem',
          'dynamodb:PartiQLDelete',
          'dynamodb:PartiQLUpdate',
          'dynamodb:UpdateItem',
        ],
        Resource: '*',
      },
    ]);
  });
});

describe('the themes table', () => {
  it('has the keys that the code writes and triggers no function: it follows the core table', () => {
    expect(themes.Properties['KeySchema']).toEqual([
      { AttributeName: THEMES_TABLE.partitionKey, KeyType: 'HASH' },
      { AttributeName: THEMES_TABLE.sortKey, KeyType: 'RANGE' },
    ]);
    expect(themes.Properties).not.toHaveProperty('StreamSpecification');
  });
});
