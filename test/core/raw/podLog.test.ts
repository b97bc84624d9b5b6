import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { loggedContainers, podLogPath } from '../../../src/core/raw/podLog.js';
import { parseRawPath } from '../../../src/core/raw/rawPath.js';

describe('the log of a pod', () => {
  it('is its last lines, never followed', () => {
    const path = podLogPath({ namespace: 'a/b', name: 'web-1', container: 'app', previous: true });
    assert.equal(path, '/api/v1/namespaces/a%2Fb/pods/web-1/log'
      + '?container=app&previous=true&tailLines=500&limitBytes=1048576');
    const whole = podLogPath({ namespace: 'shop', name: 'web-1' });
    assert.equal(whole, '/api/v1/namespaces/shop/pods/web-1/log?tailLines=500&limitBytes=1048576');
    assert.ok(parseRawPath(whole).ok);
  });

  it('each container has its own, with how often it was restarted', () => {
    const pod = {
      spec: { containers: [{ name: 'app' }, { name: 'proxy' }], initContainers: [{ name: 'init' }] },
      status: { containerStatuses: [{ name: 'proxy', restartCount: 3 }], initContainerStatuses: [{ name: 'init' }] },
    };
    assert.deepEqual(loggedContainers(pod), [
      { name: 'app', kind: 'container', restartCount: 0 },
      { name: 'proxy', kind: 'container', restartCount: 3 },
      { name: 'init', kind: 'initContainer', restartCount: 0 },
    ]);
    assert.deepEqual(loggedContainers({}), []);
  });
});
