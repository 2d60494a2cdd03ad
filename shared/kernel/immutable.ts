export type Immutable<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Immutable<Item>[]
      : T extends ReadonlySet<infer Member>
        ? ReadonlySet<Member>
        : { readonly [Name in keyof T]: Immutable<T[Name]> };
