/** Letters that fit beside each other over the whole width of a chart. */
const LETTERS = 46;

/** A label in lines that fit: SVG does not wrap text. A longer word stands alone. */
export const wrapLabel = (label: string, letters: number = LETTERS): readonly string[] =>
  label.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined) return [word];
    const longer = `${last} ${word}`;
    return longer.length <= letters ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);
