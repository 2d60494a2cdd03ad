import { describe, expect, it } from 'vitest';
import { createContractSchemas } from '../../../shared/police-contract/documentation/contract-files.ts';
import { INSTANTS } from '../../../shared/police-contract/receiver.ts';

const SENT_BY_FORCES = [
  'reported',
  'updated',
  'found',
  'returned',
  'cancelled',
  'intelligence-graded',
];

const schemas = createContractSchemas();

/** Pointers to the fields of a JSON Schema that are instants. */
const listInstants = (schema: object, path: string): readonly string[] => {
  const { $ref, format, anyOf, properties } = schema as {
    readonly $ref?: string;
    readonly format?: string;
    readonly anyOf?: readonly object[];
    readonly properties?: Readonly<Record<string, object>>;
  };
  const referred = $ref === undefined ? undefined : schemas.get($ref);
  return [
    ...(format === 'date-time' ? [path] : []),
    ...[...(referred ? [referred] : []), ...(anyOf ?? [])].flatMap((one) =>
      listInstants(one, path),
    ),
    ...Object.entries(properties ?? {}).flatMap(([name, one]) =>
      listInstants(one, `${path}/${name}`),
    ),
  ];
};

describe('the check that an instant is not in the future', () => {
  it('knows every instant that a force may send, by the JSON Schemas', () => {
    const sent = SENT_BY_FORCES.flatMap((kind) =>
      listInstants(schemas.get(`${kind}.schema.json`) ?? {}, ''),
    );
    const checked = INSTANTS.map((path) => `/${path.map(String).join('/')}`);
    expect([...new Set(sent)].sort()).toEqual([...checked].sort());
  });
});
