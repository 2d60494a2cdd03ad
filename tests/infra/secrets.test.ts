import { describe, expect, it } from 'vitest';
import { findResource, listResources, synthesizeStage } from './synthesized-stage.ts';

const { stateful } = synthesizeStage('example');

describe('the secret of GOV.UK Notify', () => {
  const { Properties, DeletionPolicy } = findResource(
    stateful,
    'AWS::SecretsManager::Secret',
    'NotifySecret',
  );

  it('is encrypted with the key of the records and outlives its stack', () => {
    expect(Properties['Name']).toBe('homeward/example/notify');
    expect(JSON.stringify(Properties['KmsKeyId'])).toContain('RecordsKey');
    expect(DeletionPolicy).toBe('Retain');
  });

  it('has a generated token for the callback, and an empty secret for the key', () => {
    expect(Properties['GenerateSecretString']).toEqual({
      SecretStringTemplate: '{"apiKey":""}',
      GenerateStringKey: 'callbackToken',
      PasswordLength: 48,
      ExcludePunctuation: true,
    });
  });

  it('does not exist on one machine, which sends no messages', () => {
    const local = synthesizeStage('local');
    expect(listResources(local.stateful, 'AWS::SecretsManager::Secret')).toEqual({});
    expect(JSON.stringify(local.service.toJSON())).not.toContain('NOTIFY_SECRET');
  });
});

describe('the key for ids', () => {
  const { Properties, DeletionPolicy } = findResource(
    stateful,
    'AWS::SecretsManager::Secret',
    'IdKeySecret',
  );

  it('is generated, encrypted with the key of the records, and outlives its stack', () => {
    expect(Properties['Name']).toBe('homeward/example/id-key');
    expect(Properties['GenerateSecretString']).toEqual({
      PasswordLength: 64,
      ExcludePunctuation: true,
    });
    expect(JSON.stringify(Properties['KmsKeyId'])).toContain('RecordsKey');
    expect(DeletionPolicy).toBe('Retain');
  });

  it('is fixed on one machine only', () => {
    const fixed = 'local-key-that-protects-nothing';
    expect(JSON.stringify(synthesizeStage('local').service.toJSON())).toContain(fixed);
    expect(JSON.stringify(synthesizeStage('example').service.toJSON())).not.toContain(fixed);
  });
});
