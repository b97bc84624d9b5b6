import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'vitest';
import type { Row, RowsEvent } from '../../../src/cluster/clusterConnection.js';
import { RowStore, type StoreChange } from '../../../src/ui/models/rowStore.js';

const settle = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 80));
const rows = (...ids: string[]): RowsEvent<Row> => ({ kind: 'changed', rows: ids.map(id => ({ id })), removed: [] });
const synced: RowsEvent<Row> = { kind: 'synced', atMs: 1 };

describe('RowStore', () => {
  let store: RowStore<Row>;
  let changes: StoreChange[];
  let disposed: number;

  /** Opens the store; the result sends it events. */
  function open({ fresh }: { fresh: boolean }): (event: RowsEvent<Row>) => void {
    let send: (event: RowsEvent<Row>) => void = () => undefined;
    store.open(listener => {
      send = listener;
      return { retry: () => undefined, dispose: () => { disposed += 1; } };
    }, { fresh });
    return send;
  }

  beforeEach(() => {
    store = new RowStore();
    changes = [];
    disposed = 0;
    store.onDidChange(change => changes.push(change));
  });
  afterEach(() => store.dispose());

  it('tells many changes at once', async () => {
    const send = open({ fresh: true });
    send(rows('a', 'b'));
    send(synced);
    await settle();
    assert.equal(changes.length, 1);
    assert.deepEqual([...changes[0]?.ids ?? []], ['a', 'b']);
    assert.equal(changes[0]?.structure, true);
  });

  it('tells a row that only changed from rows that came or went', async () => {
    const send = open({ fresh: true });
    send(rows('a'));
    send(synced);
    await settle();
    send(rows('a'));
    await settle();
    assert.equal(changes.at(-1)?.structure, false);
    send({ kind: 'changed', rows: [], removed: ['a'] });
    await settle();
    assert.equal(changes.at(-1)?.structure, true);
    assert.equal(store.rows.size, 0);
  });

  it('keeps its rows while it is closed, and drops those that are gone once it has caught up', () => {
    const first = open({ fresh: true });
    first(rows('a', 'b'));
    first(synced);
    store.close();
    assert.equal(disposed, 1);
    assert.deepEqual([...store.rows.keys()], ['a', 'b']);

    const second = open({ fresh: false });
    second(rows('b'));
    assert.deepEqual([...store.rows.keys()], ['a', 'b'], 'unseen is not absent');
    second(synced);
    assert.deepEqual([...store.rows.keys()], ['b']);
  });

  it('keeps the rows when the cluster fails', () => {
    const send = open({ fresh: true });
    send(rows('a'));
    send(synced);
    send({ kind: 'failed', problem: { code: 'unreachable', message: 'no' }, retryAtMs: 5 });
    assert.deepEqual([...store.rows.keys()], ['a']);
    assert.equal(store.status.kind, 'failed');
    send(synced);
    assert.equal(store.status.kind, 'live');
  });

  it('starts empty on another cluster', () => {
    open({ fresh: true })(rows('a'));
    open({ fresh: true });
    assert.equal(store.rows.size, 0);
  });
});
