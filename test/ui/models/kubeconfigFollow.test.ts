import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { ClusterConnection } from '../../../src/cluster/clusterConnection.js';
import { KubeconfigFollow } from '../../../src/ui/models/kubeconfigFollow.js';

describe('KubeconfigFollow', () => {
  it('subscribes once, only while somebody holds it, and to the files of now', () => {
    const log: string[] = [];
    const connection: ClusterConnection = {
      ask: () => assert.fail(),
      subscribe: (_collection, { kubeconfigFiles }, listener) => {
        const name = kubeconfigFiles.join();
        log.push(`+${name}`);
        listener({ kind: 'synced', atMs: 1 });
        return { retry: () => undefined, dispose: () => { log.push(`-${name}`); } };
      },
      dispose: () => undefined,
    };
    const follow = new KubeconfigFollow(connection, (files, { kind }) => { log.push(`${files.join()} ${kind}`); });

    follow.use(['a']);
    assert.deepEqual(log, []);
    const [one, two] = [follow.hold(), follow.hold()];
    assert.deepEqual(log.splice(0), ['+a', 'a synced']);
    follow.use(['a']);
    follow.use(['a', 'b']);
    assert.deepEqual(log.splice(0), ['-a', '+a,b', 'a,b synced']);
    one.dispose();
    one.dispose();
    assert.deepEqual(log, []);
    two.dispose();
    assert.deepEqual(log.splice(0), ['-a,b']);
    follow.use(['c']);
    assert.deepEqual(log, []);
  });
});
