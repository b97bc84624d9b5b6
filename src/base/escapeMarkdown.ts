/** Text from a cluster as Markdown shows it verbatim: no link, no emphasis, no HTML, no icon. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!~|<>&$:]/g, '\\$&');
}

/**
 * Text from a cluster for a place inside a line of a Markdown document that people also read as it is: only what means
 * something there is escaped, so that a pod keeps its name. Line breaks become spaces.
 */
export function escapeInline(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>|~&$]/g, '\\$&')
    .replaceAll(/:(?=\/\/)|(?<=www)\./gi, '\\$&'); // what would become a link by itself
}
