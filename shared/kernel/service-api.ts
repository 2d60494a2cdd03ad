import * as z from 'zod';

/** That the function answers. */
export const healthSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

/** Where to go from the root. */
export const indexSchema = z
  .object({ name: z.string(), links: z.record(z.string(), z.string()) })
  .meta({ id: 'Index' });

/** An OpenAPI document, by the members that every one has. */
export const openApiSchema = z
  .looseObject({ openapi: z.string(), info: z.looseObject({ title: z.string() }) })
  .meta({ id: 'OpenApiDocument' });
