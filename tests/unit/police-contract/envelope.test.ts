import { describe, expect, it } from 'vitest';
import { findForce } from '../../../shared/police-contract/read-sender.ts';
import {
  bodyOf,
  buildFound,
  buildReported,
  DORSET_FORCE,
  NORFOLK_FORCE,
  sourceOf,
} from '../../support/messages.ts';
import { listErrors, parse } from '../../support/parsed.ts';

describe('the attributes of an event', () => {
  it.each(['id', 'source', 'type', 'subject', 'time', 'data'])(
    'have to be there: %s',
    (attribute) => {
      const message = { ...buildFound(), [attribute]: undefined };
      expect(listErrors(message)).toEqual([`missing-member /${attribute}`]);
    },
  );

  it.each([
    ['id', '', 'invalid-value'],
    ['id', 7, 'invalid-value'],
    ['id', 'x'.repeat(201), 'invalid-value'],
    ['id', 'a\u0000b', 'invalid-value'],
    ['id', '\ud800', 'invalid-value'],
    ['subject', '   ', 'invalid-value'],
    ['subject', 'x'.repeat(101), 'invalid-value'],
    ['subject', 'NC\u2028-1', 'invalid-value'],
    ['source', 'urn:police:E10000020', 'unknown-force'],
    ['source', 'urn:police:E23000099', 'unknown-force'],
    ['source', 'E23000024', 'unknown-force'],
    ['source', 24, 'invalid-value'],
    ['type', 'uk.police.missing-child.vanished.v1', 'unknown-type'],
    ['type', 'uk.police.missing-child.reported', 'unknown-type'],
    ['type', 'uk.police.missing-child.found.v2', 'unsupported-version'],
    ['type', 1, 'invalid-value'],
    ['specversion', '0.3', 'unsupported-version'],
    ['specversion', 1.0, 'unsupported-version'],
    ['time', '2026-11-21T05:20:00', 'offset-required'],
    ['time', '2026-11-21T09:05:00.001Z', 'in-the-future'],
    ['time', 1_795_128_060, 'invalid-value'],
    ['data', 'text', 'invalid-value'],
    ['data', null, 'invalid-value'],
  ])('have to be usable: %s %j', (attribute, value, code) => {
    expect(listErrors({ ...buildFound(), [attribute]: value })).toEqual([`${code} /${attribute}`]);
  });

  it('are what makes a message a CloudEvent', () => {
    expect(['[]', 'null', '"text"', '1', '{}', '{"id":"n-1"}'].map(listErrors)).toEqual(
      Array.from({ length: 6 }, () => ['not-cloudevents ']),
    );
  });

  it('are reported with the data, all errors together, sorted by path', () => {
    const message = buildFound({ time: 'now', source: 'x', id: '', data: { foundAt: 'then' } });
    expect(listErrors(message)).toEqual([
      'invalid-value /data/foundAt',
      'invalid-value /id',
      'unknown-force /source',
      'invalid-value /time',
    ]);
  });
});

describe('a rejected message', () => {
  it('still gives its force, its id and its reference where they are well formed', () => {
    const message = buildFound({ id: 'n-8', subject: 'NC-8', data: { foundAt: 'then' } });
    expect(parse(message)).toMatchObject({
      outcome: 'rejected',
      force: NORFOLK_FORCE,
      notificationId: 'n-8',
      reference: 'NC-8',
    });
  });

  it('gives no force that may not send', () => {
    expect(parse(buildFound({ source: 'urn:police:E23000099' }))).toMatchObject({
      force: null,
      notificationId: 'notification-found',
    });
  });

  it('ignores an attribute that appears twice', () => {
    const body = bodyOf(buildFound()).replace('"id":', '"id":"other","id":');
    expect(parse(body)).toMatchObject({ force: NORFOLK_FORCE, notificationId: null });
  });

  it('is answered to its force although it was sent in a list', () => {
    expect(parse([buildFound()])).toMatchObject({ force: NORFOLK_FORCE, notificationId: null });
  });

  it('that is too large for the contract but not for the queue still says who sent it', () => {
    const message = buildReported({ id: 'n-9', data: { circumstances: 'x'.repeat(300_000) } });
    expect(parse(message)).toMatchObject({ force: NORFOLK_FORCE, notificationId: 'n-9' });
  });
});

describe('the force of a text that is not JSON', () => {
  const forces = new Set([NORFOLK_FORCE, DORSET_FORCE]);

  it('is the one known force whose source is in it, however often', () => {
    const cut = bodyOf(buildReported()).slice(0, -5);
    expect(findForce(cut + cut, forces)).toBe(NORFOLK_FORCE);
    expect(parse(cut)).toMatchObject({ outcome: 'rejected', force: NORFOLK_FORCE });
  });

  it('is not guessed when two known forces are named', () => {
    const both = `{ ${sourceOf(NORFOLK_FORCE)} ${sourceOf(DORSET_FORCE)}`;
    expect(findForce(both, forces)).toBeNull();
  });

  it('is none that may not send, and none that only begins like one', () => {
    expect(findForce('{ urn:police:E23000099', forces)).toBeNull();
    expect(findForce('{ urn:police:E230000241', forces)).toBeNull();
    expect(findForce('', forces)).toBeNull();
  });
});
