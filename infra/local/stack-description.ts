import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RoleTokens } from './access/tokens.ts';
import { replaceFile } from './data-folder.ts';

export interface StackDescription {
  readonly web: string;
  readonly control: string;
  readonly sqs: {
    readonly endpoint: string;
    readonly region: string;
    readonly queues: Readonly<Record<string, string>>;
  };
  /** Null in a stack that runs in memory. */
  readonly dynamodb: {
    readonly endpoint: string;
    readonly tables: Readonly<Record<string, string>>;
  } | null;
  readonly outbox: string;
  readonly tokens: RoleTokens;
  readonly people: Readonly<Record<string, string>>;
}

/** The database of a stack that has one. Throws for a stack that runs in memory. */
export const requireDatabase = ({
  dynamodb,
}: StackDescription): NonNullable<StackDescription['dynamodb']> => {
  if (dynamodb === null) throw new Error('This stack runs in memory and has no database.');
  return dynamodb;
};

const formatDescription = (description: StackDescription): string =>
  `${JSON.stringify(description, null, 2)}\n`;

/** Writes the description for its owner only: it holds tokens. */
export const writeDescription = (file: string, description: StackDescription): void => {
  mkdirSync(dirname(file), { recursive: true });
  replaceFile(file, formatDescription(description));
};

/** Leaves the file when another stack has written its own since. */
export const removeDescription = (file: string, description: StackDescription): void => {
  if (existsSync(file) && readFileSync(file, 'utf8') === formatDescription(description))
    rmSync(file);
};
