import { describe, expect, it } from 'vitest';
import { createFinding } from '../../../shared/police-contract/findings.ts';
import {
  createAcceptedReply,
  createDuplicateReply,
  createRejectedReply,
} from '../../../shared/police-contract/reply.ts';
import { toInstant } from '../../../shared/kernel/instant.ts';

const TO = {
  id: 'reply-41',
  time: toInstant(Date.parse('2026-11-21T09:00:01Z')),
  subject: 'NC-2026-004512',
};

const ENVELOPE = {
  specversion: '1.0',
  id: 'reply-41',
  source: 'urn:authority-service',
  subject: 'NC-2026-004512',
  time: '2026-11-21T09:00:01.000Z',
  datacontenttype: 'application/json',
};

describe('a reply', () => {
  it('says that a notification is stored, with codes and pointers of what was ignored', () => {
    const warnings = [createFinding('invalid-upn', '/data/child/upn')];
    const accepted = createAcceptedReply(TO, {
      notificationId: 'n-1',
      episodeId: 'ep-1',
      warnings,
    });
    expect(accepted).toEqual({
      ...ENVELOPE,
      type: 'uk.authority.missing-child.accepted.v1',
      data: {
        notificationId: 'n-1',
        episodeId: 'ep-1',
        warnings: [{ code: 'invalid-upn', path: '/data/child/upn' }],
      },
    });
  });

  it('says that a notification was known already', () => {
    expect(createDuplicateReply(TO, { notificationId: 'n-1', episodeId: 'ep-1' })).toEqual({
      ...ENVELOPE,
      type: 'uk.authority.missing-child.duplicate.v1',
      data: { notificationId: 'n-1', episodeId: 'ep-1' },
    });
  });

  it('says why a message cannot be used', () => {
    const errors = [createFinding('id-reused', '/id')];
    expect(createRejectedReply(TO, { notificationId: 'n-1', errors })).toEqual({
      ...ENVELOPE,
      type: 'uk.authority.missing-child.rejected.v1',
      data: { notificationId: 'n-1', errors },
    });
  });

  it('leaves out what could not be read', () => {
    const errors = [createFinding('not-json', '')];
    const reply = createRejectedReply({ ...TO, subject: null }, { notificationId: null, errors });
    expect(reply).not.toHaveProperty('subject');
    expect(reply.data).toEqual({ errors });
  });

  it('is never too large, however much is wrong', () => {
    const errors = Array.from({ length: 5000 }, (_, index) =>
      createFinding('invalid-value', `/data/${'x'.repeat(400)}${index}`, 'something else'),
    );
    const rejected = createRejectedReply(TO, { notificationId: 'n-1', errors });
    const accepted = createAcceptedReply(TO, {
      notificationId: 'n',
      episodeId: 'e',
      warnings: errors,
    });
    expect(rejected.data.errors).toHaveLength(100);
    expect(accepted.data.warnings).toHaveLength(100);
    expect(JSON.stringify(rejected).length).toBeLessThan(262_144);
  });
});
