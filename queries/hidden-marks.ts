const between = (first: number, last: number) =>
  Array.from({length: last - first + 1}, (_, index) => first + index);

/** Marks of order and direction, joiners, soft hyphens: they come along from other programs and nobody sees them. */
export const hiddenCodes: readonly number[] = [
  0xad,
  ...between(0x200b, 0x200f),
  ...between(0x202a, 0x202e),
  ...between(0x2060, 0x2069),
  0xfeff,
];

const marks = new RegExp(`[${String.fromCodePoint(...hiddenCodes)}]`, "gu");

export const withoutMarks = (text: string) => text.replace(marks, "");

/** A text in which the eye finds what it cannot see otherwise: `‹U+200F›105`. */
export const visible = (text: string) =>
  text.replace(marks, (mark) => `‹U+${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}›`);
