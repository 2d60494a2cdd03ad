import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from '../../support/parsed.ts';
import { CORPUS } from './corpus/messages.ts';
import { hashContent } from '../../../shared/kernel/hash.ts';
import type { Finding } from '../../../shared/police-contract/finding.ts';

/**
 * What the parser said of each message when the corpus was made: outcome, a hash of everything it said (with messages
 * and the parsed content), and `code path` of each finding. A change here is a change of the police contract.
 */
const ANSWERS = JSON.parse(
  readFileSync(join(import.meta.dirname, 'corpus', 'answers.json'), 'utf8'),
) as Readonly<Record<string, string>>;

const answer = (body: string): string => {
  const { outcome, ...said } = parse(body);
  const findings: readonly Finding[] = 'errors' in said ? said.errors : said.warnings;
  const shortened = findings.length > 12 ? [...findings.slice(0, 12)] : findings;
  return [
    outcome,
    hashContent(said).slice(0, 12),
    ...shortened.map(({ code, path }) => `${code} ${path}`),
    ...(findings.length > 12 ? [`and ${findings.length - 12} more`] : []),
  ].join(' | ');
};

describe('the corpus of messages', () => {
  it('is answered as when it was made: codes, pointers, messages and content', () => {
    const today = Object.fromEntries(CORPUS.map(([name, body]) => [name, answer(body)]));
    expect(Object.keys(today)).toHaveLength(CORPUS.length);
    expect(today).toEqual(ANSWERS);
  });
});
