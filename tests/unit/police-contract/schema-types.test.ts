import type * as z from 'zod';
import { describe, expectTypeOf, it } from 'vitest';
import type { eventData } from '../../../shared/police-contract/event-data.ts';
import type {
  CancelledMembers,
  FoundMembers,
  ReportMembers,
  ReturnedMembers,
} from '../../../shared/police-contract/notification.ts';

/** A type as it is when anybody may write to it: schemas give fresh objects, the domain only reads them. */
type Writable<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Entry)[]
    ? Writable<Entry>[]
    : { -readonly [Member in keyof T]: Writable<T[Member]> };

type Output<Kind extends keyof typeof eventData> = Writable<z.output<(typeof eventData)[Kind]>>;

describe('the schemas and the types of the domain are the same', () => {
  it('for updated, where every member is optional and may be cleared', () => {
    expectTypeOf<Output<'updated'>>().toEqualTypeOf<Writable<ReportMembers>>();
  });

  it('for found', () => {
    expectTypeOf<Output<'found'>>().toEqualTypeOf<Writable<FoundMembers>>();
  });

  it('for returned', () => {
    expectTypeOf<Output<'returned'>>().toEqualTypeOf<Writable<ReturnedMembers>>();
  });

  it('for cancelled', () => {
    expectTypeOf<Output<'cancelled'>>().toEqualTypeOf<Writable<CancelledMembers>>();
  });

  it('for reported, which has the members of updated and none besides', () => {
    expectTypeOf<Output<'reported'>>().toExtend<Writable<ReportMembers>>();
    expectTypeOf<keyof Output<'reported'>>().toEqualTypeOf<keyof ReportMembers>();
    expectTypeOf<keyof Output<'reported'>['child']>().toEqualTypeOf<
      keyof NonNullable<ReportMembers['child']>
    >();
  });
});
