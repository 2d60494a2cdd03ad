/** An item holds at most 400 KB (DynamoDB service quotas); this leaves room for the rest of it. */
const PART_BYTES = 300_000;

/** Never cuts a character in two. */
export const splitBody = (body: string): readonly string[] => {
  const bytes = Buffer.from(body, 'utf8');
  if (bytes.length <= PART_BYTES) return [body];
  const parts: string[] = [];
  let start = 0;
  while (start < bytes.length) {
    let end = Math.min(start + PART_BYTES, bytes.length);
    while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
    parts.push(bytes.toString('utf8', start, end));
    start = end;
  }
  return parts;
};
