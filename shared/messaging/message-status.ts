import * as z from 'zod';

/**
 * What GOV.UK Notify posts when it knows what became of a message. Only these members are taken: its
 * body also holds the address, which is never kept.
 */
export const messageStatusBodySchema = z
  .object({
    reference: z.string().max(100).nullable().meta({
      description: 'As Homeward gave it; null for messages that somebody sent by hand.',
    }),
    status: z
      .string()
      .max(100)
      .meta({ examples: ['delivered', 'permanent-failure'] }),
  })
  .meta({ id: 'MessageStatusBody' });
export type MessageStatusBody = z.infer<typeof messageStatusBodySchema>;
