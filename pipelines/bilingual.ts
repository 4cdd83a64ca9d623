/** A sentence in both languages of the pages. */
export interface Bilingual {
  en: string;
  ru: string;
}

/** What a zod check says in both languages: the issue carries the Russian beside its message. */
export const checkSays = ({en, ru}: Bilingual) => ({error: en, params: {ru}});
