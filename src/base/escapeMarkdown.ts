/** Text from a cluster as Markdown shows it verbatim: no link, no emphasis, no HTML, no icon. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!~|<>&$:]/g, '\\$&');
}
