/**
 * The one door through which every visible string passes, core's sentences included.
 * The English text is the key; a translation is a file in `l10n/`. `{0}` stands for the first argument.
 */
export { t } from '@vscode/l10n';

import { config } from '@vscode/l10n';

/** The texts of a language, by their English ones, as a file of `l10n/` has them. */
export type Translations = Readonly<Record<string, string>>;

/** Gives `t` the texts of the user's language; to be called once by each thread, before anything is shown. */
export function useTranslations(translations: Translations | undefined): void {
  if (translations) {
    config({ contents: translations });
  }
}
