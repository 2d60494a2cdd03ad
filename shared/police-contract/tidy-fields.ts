import { isObject } from '../kernel/hash.ts';
import { cleanLine, cleanText, hasVisible, trimSpace } from './clean-text.ts';
import { createFinding, createPointer } from './findings.ts';
import { readField, type Path, type Problem } from './parse-leniently.ts';
import { findPlaceholders } from './placeholders.ts';

/** Fields that may have several lines. */
const FREE_TEXTS: ReadonlySet<PropertyKey> = new Set([
  'circumstances',
  'description',
  'note',
  'summary',
]);

interface TextAt {
  readonly path: Path;
  readonly pointer: string;
  readonly field: string;
  readonly text: string;
}

type At = Omit<TextAt, 'text'>;

const enterList = ({ path, pointer, field }: At, index: number): At => ({
  path: [...path, index],
  pointer: `${pointer}/${index}`,
  field,
});

const enterField = ({ path, pointer }: At, field: string): At => ({
  path: [...path, field],
  pointer: createPointer(pointer, field),
  field,
});

const listTexts = (value: unknown, at: At): readonly TextAt[] => {
  if (typeof value === 'string') return [{ ...at, text: value }];
  if (Array.isArray(value))
    return value.flatMap((entry, index) => listTexts(entry, enterList(at, index)));
  return isObject(value)
    ? Object.entries(value).flatMap(([field, inner]) => listTexts(inner, enterField(at, field)))
    : [];
};

/** White space around a line is no part of it, so it is left to the field. */
const clean = ({ field, text }: TextAt): string => {
  if (FREE_TEXTS.has(field)) return cleanText(text);
  const line = cleanLine(text);
  return trimSpace(line) === trimSpace(text) ? text : line;
};

/** A text in which nothing is left to see is left out. What was only white space is the schema's to refuse. */
const tidyText = (at: TextAt): readonly Problem[] => {
  const { path, pointer, text } = at;
  const cleaned = clean(at);
  const isSeen = hasVisible(cleaned);
  if (cleaned === text && (isSeen || trimSpace(text) === '')) return [];
  const change = isSeen ? { path, value: cleaned } : { path };
  return [{ finding: createFinding('text-cleaned', pointer), path, change }];
};

/** What is changed in the data, with a warning, before it is read: texts that hold what is no text, and placeholders. */
export const tidyFields = (
  event: unknown,
  placeholders: ReadonlySet<string>,
): readonly Problem[] => {
  const data = { path: ['data'], pointer: '/data', field: 'data' };
  const texts = listTexts(readField(event, ['data']), data).flatMap(tidyText);
  return texts.length > 0 ? texts : findPlaceholders(event, placeholders);
};
