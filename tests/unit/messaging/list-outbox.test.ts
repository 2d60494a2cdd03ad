import { describe, expect, it } from 'vitest';
import { at } from '../../support/facts.ts';
import {
  listOutboxQuerySchema,
  outboxViewSchema,
  listOutbox,
} from '../../../shared/messaging/outbox.ts';

const entry = (number: number) => ({
  reference: `msg-${number}`,
  medium: 'email' as const,
  address: 'm-1@council.example',
  template: 'breach' as const,
  subject: 'Overdue: RHI-0000-0001',
  body: 'A return home interview is past its 72 hours.',
  sentAt: at(`2026-11-1${number}T08:00Z`),
});

describe('the outbox on one machine', () => {
  const readOutbox = () => Promise.resolve([1, 2, 3].map(entry));

  it('shows the newest messages first, and how many there are', async () => {
    const view = await listOutbox({ readOutbox }, listOutboxQuerySchema.parse({ limit: '2' }));
    expect(outboxViewSchema.parse(view)).toEqual({ total: 3, items: [entry(3), entry(2)] });
  });

  it('shows all messages without a limit', async () => {
    const view = await listOutbox({ readOutbox }, listOutboxQuerySchema.parse({}));
    expect(view.items).toHaveLength(3);
  });
});
