import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import * as z from 'zod';
import { createOpenApiDocument } from '../../functions/web/openapi-document.ts';

const DOCUMENT = 'openapi.json';

const documentSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.object({ get: z.looseObject({ responses: z.record(z.string(), z.unknown()) }) }),
  ),
});

/** The document as it is served. */
export const openApiDocument = documentSchema.parse(
  JSON.parse(JSON.stringify(createOpenApiDocument())),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(openApiDocument, DOCUMENT);

const escape = (part: string): string =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

const validatorOf = (path: string, status: number, type: string): ValidateFunction => {
  const parts = ['paths', path, 'get', 'responses', String(status), 'content', type, 'schema'];
  return ajv.compile({ $ref: `${DOCUMENT}#/${parts.map(escape).join('/')}` });
};

const describedPath = (path: string): string | undefined => {
  const [asked = ''] = path.split('?');
  const paths = Object.keys(openApiDocument.paths);
  const matches = (described: string): boolean =>
    new RegExp(`^${described.replaceAll(/\{\w+\}/g, '[^/]+').replaceAll('.', '\\.')}$`).test(asked);
  return paths.find((described) => described === asked) ?? paths.find(matches);
};

/** Fails unless the OpenAPI document describes this answer; what it has no path for is not checked. */
export const expectDescribed = (path: string, response: Response, body: unknown): void => {
  const described = describedPath(path);
  if (described === undefined) return;
  const type = response.headers.get('content-type') ?? '';
  const validate = validatorOf(described, response.status, type);
  expect(validate(body) ? [] : validate.errors).toEqual([]);
};
