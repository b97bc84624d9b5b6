import { parseAllDocuments, type Document, type ScalarTag } from 'yaml';
import { t } from '../../base/l10n.js';
import { FieldError } from './fields.js';

const NOT_IN_GO: ReadonlySet<string> = new Set(['tag:yaml.org,2002:timestamp', 'tag:yaml.org,2002:binary']);
/** Where the YAML reader of Kubernetes differs from YAML 1.1. */
const ONLY_IN_GO: readonly ScalarTag[] = [
  { tag: 'tag:yaml.org,2002:str', default: true, test: /^\.$/, resolve: text => text },
  { tag: 'tag:yaml.org,2002:int', default: true, test: /^[-+]?0o[0-7_]+$/, resolve: text => Number(text) },
  { tag: 'tag:yaml.org,2002:binary', default: false, resolve: text => Buffer.from(text, 'base64').toString('utf8') },
];

/**
 * The first document of a YAML text as kubectl reads it: YAML 1.1, the last of equal keys wins, a date is a text.
 *
 * @throws FieldError naming the line; never the content, which may be a secret
 */
export function parseYaml(text: string): unknown {
  const [document] = parseAllDocuments(text, {
    version: '1.1',
    uniqueKeys: false,
    prettyErrors: true,
    logLevel: 'silent',
    customTags: tags => [...ONLY_IN_GO, ...tags.filter(tag => typeof tag === 'string' || !isForeign(tag))],
  });
  return document === undefined ? null : valueOf(document);
}

function valueOf(document: Document.Parsed): unknown {
  const [error] = document.errors;
  if (error) {
    throw new FieldError(t('line {0} is not YAML', error.linePos?.[0].line ?? '?'));
  }
  try {
    return document.toJS();
  } catch {
    throw new FieldError(t('its aliases cannot be resolved')); // too many of them, or one that is not there
  }
}

function isForeign({ tag, format }: { readonly tag: string; readonly format?: string }): boolean {
  return NOT_IN_GO.has(tag) || format === 'TIME';
}
