import { apiPathOf } from './apiPath.js';
import type { AnsweredRequest, ValueLink } from './answeredRequest.js';
import { discoveryLinks } from './discoveryLinks.js';
import { elementsOf, stringAt, valueAt, type JsonValue } from './jsonValue.js';
import type { MarkTree } from './markTree.js';
import { encodeSegment } from './objectRef.js';
import { formatQuery } from './query.js';
import { parseRawPath } from './rawPath.js';

/** More would be slow in the editor, and nobody clicks them. */
const MOST_LINKS = 5_000;

/**
 * Marks what of an answer names another path: the entries of discovery, the objects of a list, the next page. The paths
 * are computed from the path that was asked; of the answer come only names, and what these make has to pass the rule
 * of {@link parseRawPath}.
 */
export function markLinks(value: JsonValue, request: AnsweredRequest, marks: MarkTree): void {
  const links = [...discoveryLinks(value, request), ...listLinks(value, request)];
  for (const { at, path } of links.slice(0, MOST_LINKS)) {
    const target = parseRawPath(path);
    if (target.ok) {
      marks.set(at, { kind: 'link', path: target.path });
    }
  }
}

/** The objects of a list, and its next page. Objects carry no link to themselves: their path is that of the list. */
function listLinks(value: JsonValue, { path }: AnsweredRequest): ValueLink[] {
  const collection = apiPathOf(path.segments);
  if (!stringAt(value, 'kind')?.endsWith('List') || collection?.resource === undefined) {
    return [];
  }
  const { prefix, resource, name } = collection;
  const objects = name === undefined ? elementsOf(valueAt(value, 'items')) : [];
  return [
    ...nextPage(value, path),
    ...objects.flatMap((item, index) => {
      const metadata = valueAt(item, 'metadata');
      const itemName = stringAt(metadata, 'name');
      const itemPath = pathOfItem(prefix, resource, stringAt(metadata, 'namespace'));
      return itemName
        ? [{ at: ['items', index, 'metadata', 'name'], path: `${itemPath}/${encodeSegment(itemName)}` }]
        : [];
    }),
  ];
}

function pathOfItem(prefix: string, resource: string, namespace: string | undefined): string {
  const ofNamespace = namespace === undefined ? '' : `/namespaces/${encodeSegment(namespace)}`;
  return `${prefix}${ofNamespace}/${encodeSegment(resource)}`;
}

function nextPage(value: JsonValue, { segments, query }: AnsweredRequest['path']): ValueLink[] {
  const token = stringAt(valueAt(value, 'metadata'), 'continue');
  if (!token) {
    return [];
  }
  const next = formatQuery([...query.filter(([name]) => name !== 'continue'), ['continue', token]]);
  return [{ at: ['metadata', 'continue'], path: `/${segments.map(encodeSegment).join('/')}${next}` }];
}
