import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'vitest';
import type { CollectionTarget, Collections, Row, RowsEvent } from '../../../src/cluster/clusterConnection.js';
import type { EventRow } from '../../../src/core/kube/event.js';
import { LiveRows, MOST_OPEN_LINES, type LiveLine } from '../../../src/ui/models/liveRows.js';

const settle = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 80));
const event = (id: string): EventRow => ({
  id, type: 'Normal', reason: id, message: '', from: '', count: 1, isRepeated: false,
  firstSeen: undefined, lastSeen: undefined,
});

/** A subscription that is open. */
interface Open {
  readonly target: CollectionTarget;
  readonly send: (event: RowsEvent<EventRow>) => void;
}

describe('LiveRows', () => {
  let open: Open[];
  let redrawn: string[];
  let shown: boolean;
  let target: CollectionTarget | undefined;
  let live: LiveRows<string>;

  beforeEach(() => {
    open = [];
    redrawn = [];
    shown = true;
    target = { kubeconfigFiles: ['one'] };
    live = new LiveRows({
      subscribe: <Name extends keyof Collections>(
        _collection: Name,
        asked: CollectionTarget,
        listener: (event: RowsEvent<Collections[Name]>) => void,
      ) => {
        const subscription: Open = { target: asked, send: listener as (event: RowsEvent<Row>) => void };
        open.push(subscription);
        return { retry: () => undefined, dispose: () => { open = open.filter(other => other !== subscription); } };
      },
      target: () => target,
      isShown: () => shown,
      onDidChange: ({ id }) => redrawn.push(id),
    });
  });
  afterEach(() => live.dispose());

  const line = (id: string, name = id): LiveLine<'events', string> => ({
    id, rowId: `row ${id}`, collection: 'events', subject: { namespace: 'shop', name },
    draw: rows => rows.map(({ reason }) => reason),
  });
  const send = (...ids: string[]): void => {
    open[0]?.send({ kind: 'changed', rows: ids.map(event), removed: [] });
    open[0]?.send({ kind: 'synced', atMs: 1 });
  };

  it('asks for nothing until a line is drawn, then for its object in its namespace', () => {
    assert.deepEqual(open, []);
    assert.equal(live.view(line('web')).status.kind, 'loading');
    assert.deepEqual(open.map(({ target: asked }) => asked), [
      { kubeconfigFiles: ['one'], namespace: 'shop', subject: { namespace: 'shop', name: 'web' } },
    ]);
  });

  it('draws what comes, and the line again when something came', async () => {
    live.view(line('web'));
    send('a', 'b');
    await settle();
    assert.deepEqual(redrawn, ['web']);
    assert.deepEqual(live.view(line('web')).nodes, ['a', 'b']);
    assert.equal(live.headlineOf('web'), '2');
    assert.equal(open.length, 1, 'to be drawn again is no reason to ask again');
  });

  it('does not know how many there are before everything came', () => {
    live.view(line('web'));
    assert.equal(live.headlineOf('web'), undefined);
    assert.equal(live.headlineOf('another'), undefined);
  });

  it('ends when the line is collapsed, and begins again when it is drawn', () => {
    live.view(line('web'));
    live.collapse('web');
    assert.equal(open.length, 0);
    live.view(line('web'));
    assert.equal(open.length, 1);
  });

  it('ends while it cannot be seen, and keeps its rows', () => {
    live.view(line('web'));
    send('a');
    shown = false;
    live.update();
    assert.equal(open.length, 0);
    assert.deepEqual(live.view(line('web')).nodes, ['a']);
    assert.equal(open.length, 0, 'to be drawn is not to be seen');
    shown = true;
    live.update();
    assert.equal(open.length, 1);
    assert.deepEqual(live.view(line('web')).nodes, ['a']);
  });

  it('drops what is of another cluster', () => {
    live.view(line('web'));
    send('a');
    target = { kubeconfigFiles: ['two'] };
    live.update();
    assert.deepEqual(open.map(({ target: asked }) => asked.kubeconfigFiles), [['two']]);
    assert.deepEqual(live.view(line('web')).nodes, []);
  });

  it('drops what is of another object', () => {
    live.view(line('web'));
    send('a');
    assert.deepEqual(live.view(line('web', 'other')).nodes, []);
    assert.deepEqual(open.map(({ target: asked }) => asked.subject?.name), ['other']);
  });

  it('asks for nothing while there is no cluster', () => {
    target = undefined;
    live.view(line('web'));
    assert.equal(open.length, 0);
  });

  it('forgets the lines of rows that are gone', () => {
    live.view(line('web'));
    live.view(line('api'));
    live.keep(rowId => rowId === 'row api');
    assert.deepEqual(open.map(({ target: asked }) => asked.subject?.name), ['api']);
  });

  it('asks anew when it is told to', () => {
    live.view(line('web'));
    const [before] = open;
    live.restart();
    assert.equal(open.length, 1);
    assert.notEqual(open[0], before);
  });

  it('has no more than so many open: the one that was opened first is closed, until it is opened again', () => {
    const names = Array.from({ length: MOST_OPEN_LINES + 1 }, (_, index) => `line ${index}`);
    names.forEach(name => live.view(line(name)));
    assert.equal(open.length, MOST_OPEN_LINES);
    assert.deepEqual(redrawn, ['line 0']);
    assert.equal(live.view(line('line 0')).status.kind, 'tooMany');
    assert.equal(open.length, MOST_OPEN_LINES, 'to be drawn is not to be opened');

    live.expand('line 0');
    assert.equal(live.view(line('line 0')).status.kind, 'loading');
    assert.equal(live.view(line('line 1')).status.kind, 'tooMany');
    assert.equal(open.length, MOST_OPEN_LINES);
  });
});
