import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStartOptions } from '../../infra/local/options.ts';
import { buildResourceName, readSettings, STAGES_FOLDER } from '../../infra/settings.ts';
import { makeFolder, writeText } from './synthesized-stage.ts';

const folder = makeFolder();

/** Notify's ids of all templates, invented. */
const { templateIds } = readSettings('example').messages;
const small = {
  stage: 'small',
  logRetentionDays: 30,
  publicUrl: 'https://homeward.small.example',
  messages: { templateIds },
};
const write = (stage: string, settings: unknown): string =>
  writeText(folder, `${stage}.json`, JSON.stringify(settings));

const refusalOf = (stage: string): string => {
  try {
    readSettings(stage, folder);
    return '';
  } catch (error) {
    return String(error);
  }
};

describe('the settings of a stage', () => {
  it('that come with the project can all be used', () => {
    const stages = readdirSync(STAGES_FOLDER).map((file) => file.replace('.json', ''));
    expect(stages).toContain('local');
    for (const stage of stages) expect(readSettings(stage).stage).toBe(stage);
  });

  it('need little: the rest has a default that is safe', () => {
    write('small', small);
    expect(readSettings('small', folder)).toEqual({
      ...small,
      region: 'eu-west-2',
      forceAccounts: {},
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
      publicUrl: 'homeward.small.example',
      messages: { templateIds: { 'breach.email': 'mine' }, tone: 'kind' },
      colour: 'green',
    });
    const said = refusalOf('wrong');
    for (const path of [
      'region: ',
      'forceAccounts.E23000024: ',
      'operatorEmail: ',
      'logRetentionDays: ',
      'intakeConcurrency: ',
      'publicUrl: ',
      'messages.templateIds.breach.email: ',
      'messages.templateIds.breach.text: ',
      '"tone"',
      '"colour"',
    ]) {
      expect(said).toContain(path);
    }
  });

  it('need an https address, so that sign-in is encrypted', () => {
    write('open', { ...small, stage: 'open', publicUrl: 'http://homeward.small.example' });
    expect(refusalOf('open')).toContain('publicUrl: must begin with https:');
    write('slashed', { ...small, stage: 'slashed', publicUrl: 'https://homeward.small.example/' });
    expect(refusalOf('slashed')).toContain('publicUrl: must not end with a slash');
  });

  it('name every template of Notify: without one, an alert could not be sent', () => {
    write('mute', { ...small, stage: 'mute', messages: {} });
    expect(refusalOf('mute')).toContain('messages.templateIds: are missing');
    const { 'breach.text': _, ...others } = templateIds ?? {};
    write('halved', { ...small, stage: 'halved', messages: { templateIds: others } });
    expect(refusalOf('halved')).toContain('messages.templateIds.breach.text: ');
  });

  it('need neither on one machine, which sends no messages', () => {
    const { publicUrl, messages } = readSettings('local');
    expect(messages).toEqual({});
    expect(publicUrl).toBe(`http://localhost:${readStartOptions([]).port}`);
  });

  it('are refused under another stage’s name, so that one is not deployed for the other', () => {
    write('copied', { ...small, stage: 'live' });
    expect(() => readSettings('copied', folder)).toThrow('stage: must be "copied"');
  });

  it('are refused when there are none', () => {
    expect(() => readSettings('nowhere', folder)).toThrow('nowhere.json cannot be read');
  });
});

describe('names', () => {
  it('begin with the stage in AWS and are bare on one machine', () => {
    expect(buildResourceName(readSettings('example'), 'missing-notifications')).toBe(
      'example-missing-notifications',
    );
    expect(buildResourceName(readSettings('local'), 'missing-notifications')).toBe(
      'missing-notifications',
    );
  });
});
