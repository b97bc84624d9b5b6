import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { parseRawPath } from '../../../src/core/raw/rawPath.js';

describe('a path that may be asked for', () => {
  const cases: readonly [input: string, path: string][] = [
    ['/', '/'],
    ['/version', '/version'],
    ['/metrics', '/metrics'],
    ['  /apis/metrics.k8s.io/v1beta1/  ', '/apis/metrics.k8s.io/v1beta1'],
    ['/api/v1/namespaces/shop/pods?limit=5&labelSelector=app=web,tier!=db',
      '/api/v1/namespaces/shop/pods?limit=5&labelSelector=app=web,tier!=db'],
    ['/api/v1/pods?labelSelector=app%20in%20(a,b)', '/api/v1/pods?labelSelector=app%20in%20(a,b)'],
    ['/api/v1/pods?labelSelector=app+in+(a)', '/api/v1/pods?labelSelector=app%20in%20(a)'],
    ['/api/v1/pods?a=1;watch=true', '/api/v1/pods?a=1%3Bwatch=true'],
    ['/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/pods/%2A/http_requests',
      '/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/pods/*/http_requests'],
    ['/%61pi/v1/p%6fds', '/api/v1/pods'],
    ['/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode',
      '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node'],
    ['/api/v1/namespaces/a b', '/api/v1/namespaces/a%20b'],
    // Names are names, wherever they look like a verb.
    ['/apis/apps/v1/namespaces/shop/deployments/proxy', '/apis/apps/v1/namespaces/shop/deployments/proxy'],
    ['/apis/apps/v1/namespaces/exec/deployments', '/apis/apps/v1/namespaces/exec/deployments'],
    ['/apis/apps/v1/namespaces/watch/deployments/attach/scale',
      '/apis/apps/v1/namespaces/watch/deployments/attach/scale'],
    ['/api/v1/namespaces/proxy', '/api/v1/namespaces/proxy'],
    ['/api/v1/nodes/proxy', '/api/v1/nodes/proxy'],
    ['/api/v1/pods?watch=false', '/api/v1/pods?watch=false'],
    ['/api/v1/pods?watch=0', '/api/v1/pods?watch=0'],
    ['/api/v1/namespaces/a/pods/b/log?tailLines=3', '/api/v1/namespaces/a/pods/b/log?tailLines=3'],
    ['/api/v1/namespaces/a/pods/b/log?follow=False', '/api/v1/namespaces/a/pods/b/log?follow=False'],
    ['/api/v1/pods?continue=a%2Bb%3D', '/api/v1/pods?continue=a%2Bb='],
    ['/api/v1/pods?fieldSelector=a=b?c', '/api/v1/pods?fieldSelector=a=b%3Fc'],
  ];

  for (const [input, path] of cases) {
    it(input, () => {
      const parsed = parseRawPath(input);
      assert.ok(parsed.ok, parsed.ok ? '' : parsed.reason);
      assert.equal(parsed.path, path);
      const again = parseRawPath(path);
      assert.equal(again.ok && again.path, path, 'its own form stays as it is');
      const url = new URL(`https://server${path}`);
      assert.equal(url.pathname + url.search, path, 'a URL parser changes nothing');
    });
  }
});

describe('a path that is refused', () => {
  const shape: readonly [input: string, reason: RegExp][] = [
    ['', /^Type a path/],
    ['api/v1', /starts with \//],
    ['https://127.0.0.1:6443/api/v1', /Leave out the server/],
    ['HTTP://x/api', /Leave out the server/],
    ['GET /api/v1', /always asked with GET/],
    ['delete /api/v1/pods', /always asked with GET/],
    ['/api/v1#pods', /no fragment/],
    ['//host/api', /empty part/],
    ['/api//v1', /empty part/],
    ['/api/v1//', /empty part/],
    ['//', /empty part/],
    ['/api/v1/../../x', /no \. and no \.\./],
    ['/api/%2e%2E/x', /no \. and no \.\./],
    ['/api/./x', /no \. and no \.\./],
    ['/api/v1/namespaces/a%2fpods', /encoded slash/],
    ['/api/v1/namespaces/a%5Cpods', /encoded slash/],
    ['/api/v1/%2565xec', /percent sign/],
    ['/api/v1/%', /percent-encoded/],
    ['/api/v1/%ff', /percent-encoded/],
    ['/api/v1?a=%zz', /query is not percent-encoded/],
    ['/api\\v1', /backslash/],
    ['/api/v1/e\txec', /control character/],
    ['/api/v1/e%0Axec', /control character/],
  ];
  const endless: readonly string[] = [
    '/api/v1/pods?watch=true', '/api/v1/pods?watch=1', '/api/v1/pods?watch', '/api/v1/pods?watch=',
    '/api/v1/pods?limit=1&watch=yes', '/api/v1/pods?watch=false&watch=true', '/api/v1/pods?%77atch=true',
    '/api/v1/pods?Watch=TRUE', '/api/v1/watch/pods', '/apis/apps/v1/watch/namespaces/a/deployments',
    '/api/v1/%77atch/pods', '/api/v1/WATCH/pods', '/API/v1/Watch/pods', '/watch/pods',
    '/api/v1/namespaces/a/pods/b/log?follow=true', '/api/v1/namespaces/a/pods/b/log?tailLines=1&follow',
  ];
  const connecting: readonly string[] = [
    '/api/v1/namespaces/a/pods/b/exec?command=ls', '/api/v1/namespaces/a/pods/b/attach',
    '/api/v1/namespaces/a/pods/b/portforward', '/api/v1/namespaces/a/pods/b/proxy',
    '/api/v1/namespaces/a/pods/b:8080/proxy/metrics', '/api/v1/namespaces/a/services/https:b:443/proxy/',
    '/api/v1/nodes/n1/proxy/logs/', '/api/v1/nodes/n1:10250/proxy', '/api/v1/proxy/nodes/n1',
    '/api/v1/proxy/namespaces/a/services/b/x', '/api/v1/namespaces/a/pods/b/%65xec', '/api/v1/namespaces/a/pods/b/EXEC',
    '/api/v1/namespaces/a/pods/b/Pr%6Fxy/x', '/apis/cluster.karmada.io/v1alpha1/clusters/c/proxy/api/v1/pods',
    '/api/v1/namespaces/a/pods/b/exec/', '/API/V1/nodes/n/proxy', '/proxy/x',
  ];

  for (const [input, reason] of shape) {
    it(JSON.stringify(input), () => assert.match(refusal(input), reason));
  }
  for (const input of endless) {
    it(input, () => assert.match(refusal(input), /has no end/));
  }
  for (const input of connecting) {
    it(input, () => assert.match(refusal(input), /opens a connection/));
  }
});

function refusal(input: string): string {
  const parsed = parseRawPath(input);
  assert.ok(!parsed.ok, parsed.ok ? parsed.path : '');
  return parsed.reason;
}
