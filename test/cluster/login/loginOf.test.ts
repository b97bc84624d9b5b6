import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { KubeconfigUser } from '../../../src/cluster/kubeconfig/kubeconfigTypes.js';
import { loginOf } from '../../../src/cluster/login/loginOf.js';
import { clusterAccess } from '../../helpers/clusterAccess.js';

const jwt = (expSeconds: number): string =>
  `e30.${Buffer.from(JSON.stringify({ exp: expSeconds })).toString('base64url')}.x`;
const oidc = (token: string): Partial<KubeconfigUser> => ({
  authProvider: { name: 'oidc', config: { 'idp-issuer-url': 'https://x', 'client-id': 'me', 'id-token': token } },
});
const inAnHour = Math.floor(Date.now() / 1000) + 3600;

describe('loginOf', () => {
  const cases: readonly (readonly [name: string, user: Partial<KubeconfigUser>, header: string | undefined])[] = [
    ['nobody', {}, undefined],
    ['a token', { token: 'a' }, 'Bearer a'],
    ['a password', { username: 'me', password: 'pässword' }, `Basic ${Buffer.from('me:pässword').toString('base64')}`],
    ['a user name alone', { username: 'me' }, `Basic ${Buffer.from('me:').toString('base64')}`],
    ['an id-token', oidc(jwt(inAnHour)), `Bearer ${jwt(inAnHour)}`],
    ['a token before an id-token', { token: 'a', ...oidc(jwt(1)) }, 'Bearer a'],
  ];
  for (const [name, user, authorization] of cases) {
    it(name, async () => {
      const proof = await loginOf(clusterAccess('https://x', user)).prove();
      assert.equal(proof.authorization, authorization);
    });
  }

  it('proves nothing without TLS: whoever listens would have the token', async () => {
    assert.deepEqual(await loginOf(clusterAccess('http://x', { token: 'a' })).prove(), {});
  });

  for (const [name, token] of [['expired', jwt(1)], ['almost expired', jwt(Date.now() / 1000 + 5)], ['absent', '']]) {
    it(`an id-token that is ${name} asks for kubectl`, async () => {
      await assert.rejects(loginOf(clusterAccess('https://x', oidc(token ?? ''))).prove(), /run kubectl once/);
    });
  }
});
