import * as z from 'zod';

const event = z.object({ id: z.string(), type: z.string() });

/** The id of a notification that can be used. */
export const notificationIdOf = (body: string): string => event.parse(JSON.parse(body)).id;

/** The kind of a notification that can be used, e.g. `reported`. */
export const kindOf = (body: string): string =>
  event.parse(JSON.parse(body)).type.split('.').at(-2) ?? '';
