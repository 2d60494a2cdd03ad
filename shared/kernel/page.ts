export interface Page<T> {
  readonly items: readonly T[];
  readonly after: string | null;
}

/** The next page is read only when the caller asks for it. */
export async function* readPages<T>(
  readPage: (after: string | null) => Promise<Page<T>>,
): AsyncGenerator<readonly T[], undefined> {
  let after: string | null = null;
  do {
    const page: Page<T> = await readPage(after);
    yield page.items;
    ({ after } = page);
  } while (after !== null);
}
