import { describe, expect, it } from 'vitest';
import { createFact, factSchema } from '../../../shared/episodes/fact.ts';
import { parse } from '../../support/parsed.ts';
import { at } from '../../support/facts.ts';
import { CORPUS } from '../police-contract/corpus/messages.ts';

describe('a fact', () => {
  it('keeps every field that the police contract accepts, when it is stored and read back', () => {
    const arrival = {
      receivedAt: at('2026-11-20T22:41Z'),
      contentHash: 'hash',
      messageId: 'message',
    };
    const facts = CORPUS.flatMap(([, body]) => {
      const parsed = parse(body);
      return parsed.outcome === 'usable' ? [createFact(parsed.notification, arrival)] : [];
    });
    expect(facts.length).toBeGreaterThan(1000);
    for (const fact of facts) expect(factSchema.parse(structuredClone(fact))).toEqual(fact);
  });
});
