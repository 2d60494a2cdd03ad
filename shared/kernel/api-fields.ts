import * as z from 'zod';

export { instantSchema } from './instant.ts';

/** A force's or an authority's code of the Government Statistical Service. */
export const gssCodeSchema = z
  .string()
  .regex(/^[A-Z]\d{8}$/)
  .meta({ description: 'GSS code.', examples: ['E10000020', 'E23000024'] });

export const episodeIdSchema = z
  .string()
  .regex(/^ep-[0-9a-f]{32}$/)
  .meta({ description: 'Identity of an episode: follows from force and reference.' });

export const taskIdSchema = z
  .string()
  .regex(/^rhi-[0-9a-f]{32}$/)
  .meta({ description: 'Identity of the return home interview task of an episode.' });

export const childIdSchema = z
  .string()
  .meta({ description: 'Identity of a child in this service; says nothing of who it is.' });

export const notificationIdSchema = z
  .string()
  .meta({ description: 'Id that the force gave the notification.' });

export const referenceSchema = z.string().meta({
  description: 'Missing person reference of the force.',
  examples: ['NC-2026-004512'],
});

export const localitySchema = z
  .string()
  .nullable()
  .meta({ description: 'Locality of an authority, by its id; null when not known.' });

export const cursorOut = z
  .string()
  .nullable()
  .meta({ description: 'Give it back as `cursor` to read on; null when there is no more.' });

export const listOf = <Item extends z.ZodType>(id: string, item: Item) =>
  z.object({ items: z.array(item), cursor: cursorOut }).meta({ id });
