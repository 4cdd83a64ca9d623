/** A sentence in both languages of the pages. */
export interface Bilingual {
  en: string;
  ru: string;
}

/** What a zod check says in both languages: the issue carries the Russian beside its message. */
export const checkSays = ({en, ru}: Bilingual) => ({error: en, params: {ru}});

const russian = new Map<string, string>();

/** The same of a check on the form of a text: its issue carries nothing beside the message. */
export function formSays({en, ru}: Bilingual): {error: string} {
  russian.set(en, ru);
  return {error: en};
}

/** What `formSays` was given beside this message. */
export const russianOf = (en: string) => russian.get(en);
