import { t } from '../../base/l10n.js';
import type { AnsweredRequest } from './answeredRequest.js';
import { parseJson } from './jsonValue.js';
import { markLinks } from './linkMarks.js';
import { MarkTree } from './markTree.js';
import { printJson, type RawLink } from './printJson.js';
import { markSecrets } from './secretMarks.js';

/** Whether a text has secrets in it, and whether they can be read. */
export type Secrecy = 'none' | 'masked' | 'shown';

/** An answer of the API as a document shows it. Plain data. */
export interface RawDocument {
  readonly text: string;
  /** The language of VS Code. A text that is cut begins with a comment, so it is not strict JSON. */
  readonly language: 'json' | 'jsonc' | 'yaml' | 'log' | 'markdown' | 'plaintext';
  readonly links: readonly RawLink[];
  readonly secrecy: Secrecy;
}

export interface RawDocumentOptions extends AnsweredRequest {
  readonly showSecrets: boolean;
  /** About how many characters are shown. */
  readonly maxLength: number;
}

const MIB = 1024 * 1024;

/** Makes the document of an answer: JSON is printed, with its secrets masked and its links found; other text stays. */
export function rawDocument(body: string, options: RawDocumentOptions): RawDocument {
  const value = parseJson(body);
  if (value === undefined) {
    return plainDocument(body, options.maxLength);
  }
  const secrets = new MarkTree();
  markSecrets(value, secrets);
  const secrecy = secrets.isEmpty ? 'none' : options.showSecrets ? 'shown' : 'masked';
  const marks = options.showSecrets ? new MarkTree() : secrets;
  markLinks(value, options, marks);
  const { text, links, isCut } = printJson(body, marks, { indent: 2, maxLength: options.maxLength });
  return isCut
    ? { text: `// ${cutNotice(body, options)}\n${text}\n`, language: 'jsonc', links: links.map(oneLower), secrecy }
    : { text: `${text}\n`, language: 'json', links, secrecy };
}

function plainDocument(body: string, maxLength: number): RawDocument {
  const common = { language: 'plaintext', links: [], secrecy: 'none' } as const;
  if (body.length <= maxLength) {
    return { text: body, ...common };
  }
  const whole = body.lastIndexOf('\n', maxLength);
  return { text: `${cutNotice(body, { maxLength })}\n${body.slice(0, whole < 0 ? maxLength : whole + 1)}`, ...common };
}

function cutNotice({ length }: string, { maxLength }: Pick<RawDocumentOptions, 'maxLength'>): string {
  const [shown, all] = [maxLength, length].map(size => (size / MIB).toFixed(1));
  return t('Cut: the answer has {0} MiB, this is the first {1} MiB of it as shown. Ask for less, as with ?limit=100.',
    all ?? '', shown ?? '');
}

function oneLower(link: RawLink): RawLink {
  return { ...link, line: link.line + 1 };
}
