import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import * as z from 'zod';
import { ROUTES } from '../../functions/web/api/routes.ts';
import { createOpenApiDocument } from '../../functions/web/http/openapi.ts';

const DOCUMENT = 'openapi.json';

const documentSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) })),
  ),
});

/** The document as it is served. */
export const openApiDocument = documentSchema.parse(
  JSON.parse(JSON.stringify(createOpenApiDocument(ROUTES))),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(openApiDocument, DOCUMENT);

const escape = (part: string): string =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

const validators = new Map<string, ValidateFunction>();

/** Compiled once: that is most of the time that a check takes. */
const validatorOf = (place: readonly string[]): ValidateFunction => {
  const pointer = ['paths', ...place].map(escape).join('/');
  const known = validators.get(pointer);
  if (known !== undefined) return known;
  const validator = ajv.compile({ $ref: `${DOCUMENT}#/${pointer}` });
  validators.set(pointer, validator);
  return validator;
};

const describedPath = (path: string): string | undefined => {
  const [pathname = ''] = path.split('?');
  const paths = Object.keys(openApiDocument.paths);
  const matches = (described: string): boolean =>
    new RegExp(`^${described.replaceAll(/\{\w+\}/g, '[^/]+').replaceAll('.', '\\.')}$`).test(
      pathname,
    );
  return paths.find((described) => described === pathname) ?? paths.find(matches);
};

/** Fails unless the OpenAPI document describes this answer; what it has no operation for is not checked. */
export const expectDescribed = (
  method: string,
  path: string,
  response: Response,
  body: unknown,
): void => {
  const described = describedPath(path);
  const verb = method.toLowerCase();
  if (described === undefined) return;
  const operation = openApiDocument.paths[described]?.[verb];
  if (operation === undefined) return;
  const status = String(response.status);
  expect(Object.keys(operation.responses)).toContain(status);
  if (response.status === 204) return;
  const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
  const place = [described, verb, 'responses', status, 'content', type, 'schema'];
  const validate = validatorOf(place);
  expect(validate(body) ? [] : validate.errors).toEqual([]);
};
