import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nameIn, readSettings, STAGES_FOLDER } from '../../infra/settings.ts';
import { makeFolder, writeText } from './synthesized-stage.ts';

const folder = makeFolder();
const write = (stage: string, settings: unknown): string =>
  writeText(folder, `${stage}.json`, JSON.stringify(settings));

describe('the settings of a stage', () => {
  it('that come with the project can all be used', () => {
    const stages = readdirSync(STAGES_FOLDER).map((file) => file.replace('.json', ''));
    expect(stages).toContain('local');
    for (const stage of stages) expect(readSettings(stage).stage).toBe(stage);
  });

  it('need little: the rest has a default that is safe', () => {
    write('small', { stage: 'small', logRetentionDays: 30 });
    expect(readSettings('small', folder)).toEqual({
      stage: 'small',
      region: 'eu-west-2',
      forceAccounts: {},
      logRetentionDays: 30,
      logLevel: 'INFO',
      tracing: false,
      intakeConcurrency: 10,
    });
  });

  it('are refused with everything that is wrong, each with its path', () => {
    write('wrong', {
      stage: 'other',
      region: 'us-east-1',
      forceAccounts: { E23000024: '12' },
      operatorEmail: 'nobody',
      logRetentionDays: 31,
      intakeConcurrency: 1,
      colour: 'green',
    });
    const said = (() => {
      try {
        readSettings('wrong', folder);
        return '';
      } catch (error) {
        return String(error);
      }
    })();
    for (const path of [
      'region: ',
      'forceAccounts.E23000024: ',
      'operatorEmail: ',
      'logRetentionDays: ',
      'intakeConcurrency: ',
      '"colour"',
    ]) {
      expect(said).toContain(path);
    }
  });

  it('are refused under another stage’s name, so that one is not deployed for the other', () => {
    write('copied', { stage: 'live', logRetentionDays: 30 });
    expect(() => readSettings('copied', folder)).toThrow('stage: must be "copied"');
  });

  it('are refused when there are none', () => {
    expect(() => readSettings('nowhere', folder)).toThrow('nowhere.json cannot be read');
  });
});

describe('names', () => {
  it('begin with the stage in AWS and are bare on one machine', () => {
    expect(nameIn(readSettings('example'), 'missing-notifications')).toBe(
      'example-missing-notifications',
    );
    expect(nameIn(readSettings('local'), 'missing-notifications')).toBe('missing-notifications');
  });
});
