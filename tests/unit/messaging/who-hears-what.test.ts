import { describe, expect, it } from 'vitest';
import { createAlertWorld } from '../../support/alert-world.ts';
import { PEOPLE, type Reader, SITUATIONS, THURSDAY } from './situations.ts';

const splitEmail = (email: string): readonly [string, string] => {
  const [subject = '', ...body] = email.split('\n');
  return [subject, body.join('\n')];
};

describe('who hears what, when', () => {
  it.each(SITUATIONS.map((one) => [one.when, one] as const))('%s', async (_, situation) => {
    const { before, happens, readAt = THURSDAY, hear } = situation;
    const world = createAlertWorld();
    await before?.(world);
    const from = readAt < THURSDAY ? readAt : THURSDAY;
    if (before !== undefined) for (const person of PEOPLE) await world.readEmails(person, from);
    if (before !== undefined && readAt > THURSDAY)
      for (const person of PEOPLE) await world.readEmails(person, readAt);
    await happens(world);
    const heard: Partial<Record<Reader, unknown>> = {};
    for (const person of PEOPLE) {
      const emails = (await world.readEmails(person, readAt)).map(splitEmail);
      if (emails.length === 0) continue;
      const expected = hear[person] ?? [];
      heard[person] = emails.map(([subject, body], index) => {
        const [wanted = '', sentence = ''] = expected[index] ?? [];
        const isRight = subject.startsWith(wanted) && wanted !== '';
        return [
          isRight ? wanted : subject,
          body.includes(sentence) && sentence !== '' ? sentence : body,
        ];
      });
    }
    expect(heard).toEqual(hear);
  });
});
