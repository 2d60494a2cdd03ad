import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseEnvironment, requiredVariable } from '../../../shared/platform/environment.ts';
import { readDirectory } from '../../../infra/directory.ts';
import { loadDirectory } from '../../../shared/directory/directory.ts';

const schema = z.object({
  CORE_TABLE: requiredVariable,
  ACCESS_TABLE: requiredVariable,
  STAGE: requiredVariable,
});

describe("A function's environment", () => {
  it('Gives the settings that were asked for and nothing else', () => {
    const environment = {
      CORE_TABLE: 'core',
      ACCESS_TABLE: 'access',
      STAGE: 'local',
      PATH: '/bin',
    };
    expect(parseEnvironment(schema, environment)).toEqual({
      CORE_TABLE: 'core',
      ACCESS_TABLE: 'access',
      STAGE: 'local',
    });
  });

  it('Stops the start with every variable that is missing or empty named at once', () => {
    expect(() => parseEnvironment(schema, { ACCESS_TABLE: '' })).toThrow(
      /CORE_TABLE is missing; ACCESS_TABLE is unusable; STAGE is missing/,
    );
  });
});

describe("The directory of a function's bundle", () => {
  const root = mkdtempSync(join(tmpdir(), 'homeward-directory-'));
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('Is read from the root of the function', () => {
    const directory = readDirectory();
    writeFileSync(join(root, 'directory.json'), JSON.stringify(directory));
    const environment = { LAMBDA_TASK_ROOT: root, DIRECTORY_FILE: 'directory.json' };
    expect(loadDirectory(environment)).toEqual(directory);
  });

  it('Stops the start when it breaks a rule', () => {
    const [force] = readDirectory().forces;
    writeFileSync(join(root, 'broken.json'), JSON.stringify({ authorities: [], forces: [force] }));
    const environment = { LAMBDA_TASK_ROOT: root, DIRECTORY_FILE: 'broken.json' };
    expect(() => loadDirectory(environment)).toThrow();
  });
});
