import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { mapSeen, missingRight, unseen } from '../../../src/core/pipeline/seen.js';

describe('missingRight', () => {
  const cases: [message: string, right: string | undefined][] = [
    ['endpointslices.discovery.k8s.io is forbidden: User "bob" cannot list resource "endpointslices" in API group '
      + '"discovery.k8s.io" in the namespace "kube-system"', 'list endpointslices in kube-system'],
    ['nodes is forbidden: User "bob" cannot watch resource "nodes" in API group "" at the cluster scope',
      'watch nodes'],
    ['pods is forbidden: User "in the namespace" cannot list resource "pods" in API group "" in the namespace "shop": '
      + 'RBAC: role.rbac.authorization.k8s.io "x" not found', 'list pods in shop'],
    ['forbidden: User "bob" cannot get path "/metrics"', undefined],
    ['the API server answered 403', undefined],
  ];
  for (const [message, right] of cases) {
    it(message, () => assert.equal(missingRight(message), right));
  }
});

describe('unseen', () => {
  it('names the missing right', () => assert.deepEqual(
    unseen({ code: 'forbidden', message: 'User "b" cannot list resource "nodes" in API group "" at the cluster' }),
    { kind: 'unseen', why: 'forbidden (list nodes)' },
  ));
  it('else says what the cluster said', () => assert.deepEqual(
    unseen({ code: 'unavailable', message: 'etcd is busy' }), { kind: 'unseen', why: 'etcd is busy' },
  ));
  it('stays unseen whatever is made of it', () => {
    const hidden = { kind: 'unseen', why: 'x' } as const;
    assert.equal(mapSeen(hidden, () => 1), hidden);
  });
});
