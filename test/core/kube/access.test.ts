import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { ApiAccess } from '../../../src/base/errors.js';
import { accessOf, formatAccess } from '../../../src/core/kube/access.js';
import { refusedUser, roleThatAllows } from '../../../src/core/kube/role.js';

describe('accessOf', () => {
  const cases: [path: string, access: ApiAccess | undefined][] = [
    ['/api/v1/pods', { verb: 'list', group: '', resource: 'pods' }],
    ['/api/v1/pods?limit=500', { verb: 'list', group: '', resource: 'pods' }],
    ['/api/v1/pods?watch=true&resourceVersion=1', { verb: 'watch', group: '', resource: 'pods' }],
    ['/api/v1/namespaces', { verb: 'list', group: '', resource: 'namespaces' }],
    ['/api/v1/namespaces/shop', { verb: 'get', group: '', resource: 'namespaces', name: 'shop' }],
    ['/api/v1/namespaces/shop/pods', { verb: 'list', group: '', resource: 'pods', namespace: 'shop' }],
    ['/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/web', {
      verb: 'get', group: 'autoscaling', resource: 'horizontalpodautoscalers', namespace: 'shop', name: 'web',
    }],
    ['/apis/apps/v1/namespaces/shop/deployments/web/scale', {
      verb: 'get', group: 'apps', resource: 'deployments/scale', namespace: 'shop', name: 'web',
    }],
    ['/apis/metrics.k8s.io/v1beta1/nodes', { verb: 'list', group: 'metrics.k8s.io', resource: 'nodes' }],
    ['/api/v1/namespaces/a%20b/pods', { verb: 'list', group: '', resource: 'pods', namespace: 'a b' }],
    ['/apis', undefined],
    ['/apis/metrics.k8s.io', undefined],
    ['/apis/metrics.k8s.io/v1beta1', undefined],
    ['/version', undefined],
  ];
  for (const [path, access] of cases) {
    it(path, () => assert.deepEqual(accessOf(path), access));
  }
});

describe('formatAccess', () => {
  const cases: [access: ApiAccess, text: string][] = [
    [{ verb: 'list', group: 'discovery.k8s.io', resource: 'endpointslices', namespace: 'kube-system' },
      'list endpointslices.discovery.k8s.io in kube-system'],
    [{ verb: 'watch', group: '', resource: 'nodes' }, 'watch nodes'],
  ];
  for (const [access, text] of cases) {
    it(text, () => assert.equal(formatAccess(access), text));
  }
});

describe('roleThatAllows', () => {
  const manifestsOf = (...given: Parameters<typeof roleThatAllows>): unknown[] =>
    parseAllDocuments(roleThatAllows(...given)).map(document => document.toJS() as unknown);

  it('is a Role and its binding in the namespace', () => {
    const access: ApiAccess = {
      verb: 'watch', group: 'autoscaling', resource: 'horizontalpodautoscalers', namespace: 'shop',
    };
    const metadata = { name: 'read-horizontalpodautoscalers', namespace: 'shop' };
    assert.deepEqual(manifestsOf(access, 'jane'), [
      {
        apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata,
        rules: [{
          apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: ['get', 'list', 'watch'],
        }],
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'read-horizontalpodautoscalers' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'jane' }],
      },
    ]);
  });

  it('is of the cluster where no namespace was asked for, and allows a subresource of the one object alone', () => {
    const [role] = manifestsOf({ verb: 'get', group: 'apps', resource: 'deployments/scale', name: 'web' });
    assert.deepEqual(role, {
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'read-deployments-scale' },
      rules: [{ apiGroups: ['apps'], resources: ['deployments/scale'], resourceNames: ['web'], verbs: ['get'] }],
    });
  });

  it('is for whom the API server refused', () => {
    assert.equal(refusedUser('pods is forbidden: User "jane" cannot list resource "pods"'), 'jane');
    assert.equal(refusedUser('no'), undefined);
  });
});
