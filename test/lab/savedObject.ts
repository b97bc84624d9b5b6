import type { Lab } from './lab.js';

interface ApiObject {
  readonly metadata: object;
}

const writtenByServer = ['uid', 'resourceVersion', 'creationTimestamp', 'managedFields', 'generation'];

/** Remembers one object, so that {@link SavedObject.restore} brings back what a fault took away or changed. */
export interface SavedObject {
  /** Creates it again, or puts its content back. */
  restore(): Promise<void>;
}

/** Reads an object to restore it later, without what the server writes by itself. */
export async function saveObject(lab: Lab, kind: string, name: string, namespace?: string): Promise<SavedObject> {
  const scope = namespace === undefined ? [] : ['-n', namespace];
  const text = await lab.kubectl(['get', kind, name, ...scope, '-o', 'json']);
  const { metadata, ...rest } = JSON.parse(text) as ApiObject;
  const manifest = JSON.stringify({ ...without(rest, ['status']), metadata: without(metadata, writtenByServer) });
  return {
    async restore() {
      const found = await lab.kubectl(['get', kind, name, ...scope, '--ignore-not-found', '-o', 'name']);
      await lab.kubectl([found.trim() === '' ? 'create' : 'replace', '-f', '-'], { input: manifest });
    },
  };
}

function without(object: object, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));
}
