/**
 * The one door through which every visible string passes, core's sentences included.
 * The English text is the key; a translation is a file in `l10n/`. `{0}` stands for the first argument.
 */
export { t } from '@vscode/l10n';
