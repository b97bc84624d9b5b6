import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { environmentProxy } from '../../../src/cluster/transport/environmentProxy.js';
import { proxyFor } from '../../../src/cluster/transport/proxyFor.js';
import { clusterAccess } from '../../helpers/clusterAccess.js';

type Env = Readonly<Record<string, string>>;
const P = 'http://p:3128/';
const proxied: readonly (readonly [server: string, env: Env, proxy: string])[] = [
  ['https://k.example.com:6443', { HTTPS_PROXY: 'http://p:3128' }, P],
  ['https://k.example.com', { https_proxy: 'p:3128' }, P],
  ['https://k.example.com', { HTTPS_PROXY: '', https_proxy: P }, P],
  ['https://k.example.com', { HTTPS_PROXY: P, https_proxy: 'http://other' }, P],
  ['http://k.example.com', { HTTP_PROXY: P, HTTPS_PROXY: 'http://other' }, P],
  ['https://k.example.com', { HTTPS_PROXY: 'socks5://p:1080' }, 'socks5://p:1080'],
  ['https://k.example.com', { HTTPS_PROXY: P, NO_PROXY: 'example.org, xample.com' }, P],
  ['https://example.com', { HTTPS_PROXY: P, NO_PROXY: '.example.com,*.example.com' }, P],
  ['https://k.example.com:6443', { HTTPS_PROXY: P, NO_PROXY: 'k.example.com:443' }, P],
  ['https://11.0.0.1', { HTTPS_PROXY: P, NO_PROXY: '10.0.0.0/8,11.0.0.2' }, P],
  ['https://10.0.0.1:6443', { HTTPS_PROXY: P, NO_PROXY: '10.0.0.1:443' }, P],
  ['https://10.0.0.1:6443', { HTTPS_PROXY: P, NO_PROXY: '::/0' }, P],
];
const direct: readonly (readonly [server: string, env: Env])[] = [
  ['https://k.example.com', {}],
  ['https://k.example.com', { HTTP_PROXY: P }],
  ['https://k.example.com', { ALL_PROXY: P }],
  ['https://localhost:6443', { HTTPS_PROXY: P }],
  ['https://127.8.9.1', { HTTPS_PROXY: P }],
  ['https://[::1]:6443', { HTTPS_PROXY: P }],
  ['https://k.example.com', { HTTPS_PROXY: P, NO_PROXY: 'example.com' }],
  ['https://K.Example.com', { HTTPS_PROXY: P, no_proxy: 'EXAMPLE.com' }],
  ['https://example.com', { HTTPS_PROXY: P, NO_PROXY: 'example.com' }],
  ['https://k.example.com', { HTTPS_PROXY: P, NO_PROXY: '*.example.com' }],
  ['https://k.example.com', { HTTPS_PROXY: P, NO_PROXY: 'example.com:443' }],
  ['https://10.1.2.3', { HTTPS_PROXY: P, NO_PROXY: 'a, 10.0.0.0/8' }],
  ['https://[fd00::7]', { HTTPS_PROXY: P, NO_PROXY: 'fd00::/8' }],
  ['https://[fd00::7]:6443', { HTTPS_PROXY: P, NO_PROXY: '[fd00::7]:6443' }],
  ['https://10.1.2.3', { HTTPS_PROXY: P, NO_PROXY: '*' }],
];

describe('environmentProxy', () => {
  for (const [server, env, proxy] of proxied) {
    it(`${server} with ${JSON.stringify(env)} goes through ${proxy}`, () => {
      assert.equal(environmentProxy(new URL(server), env)?.href, proxy);
    });
  }
  for (const [server, env] of direct) {
    it(`${server} with ${JSON.stringify(env)} goes directly`, () => {
      assert.equal(environmentProxy(new URL(server), env), undefined);
    });
  }
});

describe('proxyFor', () => {
  it('takes the kubeconfig\'s proxy first, for this computer too', () => {
    const access = clusterAccess('https://127.0.0.1', {}, { proxyUrl: 'http://mine:1' });
    assert.equal(proxyFor(access, { HTTPS_PROXY: P, NO_PROXY: '*' })?.href, 'http://mine:1/');
  });
});
