import type { Lab } from './lab.js';

interface ApiObject {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Remembers one object, so that {@link SavedObject.restore} brings back what a fault took away or changed. */
export interface SavedObject {
  /** Creates it again, or puts its content back. */
  restore(): Promise<void>;
}

/** Reads an object to restore it later, without what the server writes by itself. */
export async function saveObject(lab: Lab, kind: string, name: string, namespace?: string): Promise<SavedObject> {
  const scope = namespace === undefined ? [] : ['-n', namespace];
  const text = await lab.kubectl(['get', kind, name, ...scope, '-o', 'json']);
  const { metadata, status: _status, ...rest } = JSON.parse(text) as ApiObject & { status?: unknown };
  const { uid: _uid, resourceVersion: _version, creationTimestamp: _created, managedFields: _fields, ...kept } = metadata;
  const manifest = JSON.stringify({ ...rest, metadata: kept });
  return {
    async restore() {
      const found = await lab.kubectl(['get', kind, name, ...scope, '--ignore-not-found', '-o', 'name']);
      await lab.kubectl([found.trim() === '' ? 'create' : 'replace', '-f', '-'], { input: manifest });
    },
  };
}
