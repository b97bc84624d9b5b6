const MAX_LINES = 4;
const MAX_LINE_CHARS = 200;

/**
 * The last lines of what a program wrote, fit to be shown after a colon; empty when it wrote nothing. Escape sequences
 * of a terminal are taken out.
 */
export function lastWords(text: string): string {
  const lines = withoutControls(text).split('\n').map(line => line.trim()).filter(line => line !== '');
  const shown = lines.slice(-MAX_LINES).map(cut);
  return shown.length === 0 ? '' : `: ${shown.join('\n')}`;
}

function cut(line: string): string {
  return line.length > MAX_LINE_CHARS ? `${line.slice(0, MAX_LINE_CHARS)}…` : line;
}

function withoutControls(text: string): string {
  return text.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '').replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');
}
