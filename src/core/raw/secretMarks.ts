import { elementsOf, isObject, parseJson, stringAt, valueAt, type JsonObject, type JsonValue } from './jsonValue.js';
import { MarkTree, type JsonPath } from './markTree.js';
import { printJson } from './printJson.js';

/** Where kubectl keeps what was applied last: the whole object, secret data in clear text included. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** Deeper than any object of Kubernetes; what is below is masked unseen. */
const DEEPEST = 200;

/**
 * Marks what of an answer is secret: `data` and `stringData` of each Secret, wherever it stands (alone, in a list of
 * any kind, inside another object), and what was applied last of it. A ConfigMap is not secret, whatever is in it.
 */
export function markSecrets(value: JsonValue, marks: MarkTree): void {
  new SecretMarker(marks).visit(value, false);
}

/** Walks an answer of any size, so the way to where it is is one array that grows and shrinks. */
class SecretMarker {
  readonly #path: (string | number)[] = [];

  constructor(private readonly marks: MarkTree) {}

  /** @param isItem whether it stands in a SecretList, whose items do not say their kind */
  visit(value: JsonValue, isItem: boolean): void {
    if (typeof value !== 'object' || value === null) {
      return;
    }
    if (this.#path.length > DEEPEST) {
      this.marks.set(this.#path, { kind: 'secret' });
    } else if (isObject(value)) {
      this.#visitObject(value, isItem);
    } else {
      elementsOf(value).forEach((element, index) => this.#within(index, () => this.visit(element, isItem)));
    }
  }

  #visitObject(object: JsonObject, isItem: boolean): void {
    const kind = stringAt(object, 'kind');
    const isSecret = kind === 'Secret' || (kind === undefined && isItem);
    for (const [key, value] of Object.entries(object)) {
      if (isSecret && (key === 'data' || key === 'stringData')) {
        this.marks.set([...this.#path, key], { kind: 'secret' });
      } else if (value !== undefined) {
        this.#within(key, () => this.visit(value, key === 'items' && kind === 'SecretList'));
      }
    }
    this.#visitAnnotations(object, isSecret);
  }

  #visitAnnotations(object: JsonObject, isSecret: boolean): void {
    const annotations = valueAt(valueAt(object, 'metadata'), 'annotations');
    for (const [key, value] of isObject(annotations) ? Object.entries(annotations) : []) {
      const holdsObject = key === LAST_APPLIED || (isSecret && /applied/i.test(key));
      if (holdsObject && typeof value === 'string') {
        this.#visitApplied(value, [...this.#path, 'metadata', 'annotations', key], isSecret);
      }
    }
  }

  /** What is no JSON may be the same packed: of a Secret nothing of it is shown. */
  #visitApplied(text: string, path: JsonPath, isSecret: boolean): void {
    const applied = parseJson(text);
    const marks = new MarkTree();
    if (applied !== undefined) {
      new SecretMarker(marks).visit(applied, isSecret);
    }
    if (isSecret && !isObject(applied)) {
      this.marks.set(path, { kind: 'secret' });
    } else if (!marks.isEmpty) {
      this.marks.set(path, { kind: 'redacted', text: printJson(text, marks, { indent: 0 }).text });
    }
  }

  #within(key: string | number, run: () => void): void {
    this.#path.push(key);
    run();
    this.#path.pop();
  }
}
