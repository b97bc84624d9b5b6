import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { FieldError } from '../../../src/cluster/kubeconfig/fields.js';
import { parseKubeconfig } from '../../../src/cluster/kubeconfig/parseKubeconfig.js';

const parse = (text: string): ReturnType<typeof parseKubeconfig> => parseKubeconfig(text, '/home/me/.kube/config');

describe('parseKubeconfig', () => {
  it('begins relative paths at the folder of the file, but leaves a command without a slash to PATH', () => {
    const { clusters, users } = parse(`
clusters: [{name: c, cluster: {certificate-authority: ../ca.crt}}]
users:
- {name: u, user: {tokenFile: t, client-certificate: /c, client-key: ./k, exec: {command: bin/x}}}
- {name: v, user: {exec: {command: aws}}}
`);
    const { tokenFile, clientCertificate, clientKey, exec } = users.get('u') ?? assert.fail();
    assert.equal(clusters.get('c')?.certificateAuthority, '/home/me/ca.crt');
    assert.deepEqual([tokenFile, clientCertificate, clientKey], ['/home/me/.kube/t', '/c', '/home/me/.kube/k']);
    assert.equal(exec?.command, '/home/me/.kube/bin/x');
    assert.equal(users.get('v')?.exec?.command, 'aws');
  });

  it('takes nothing for an empty kubeconfig, and nulls for what is not set', () => {
    for (const text of ['', '# only this', 'null', 'clusters: null\nusers: ~\ncurrent-context:\n']) {
      const { currentContext, contexts } = parse(text);
      assert.deepEqual([currentContext, contexts.size], ['', 0], text);
    }
    assert.equal(parse('contexts: [{name: c, context: null}]').contexts.get('c')?.cluster, '');
  });

  it('lets the last of equal keys win, reads the first document only, and knows anchors and merges', () => {
    const text = `
base: &b {token: t, as: jane}
users: [{name: u, user: {<<: *b, as: joe}}]
current-context: a
current-context: b
---
current-context: c
`;
    const { currentContext, users } = parse(text);
    assert.equal(currentContext, 'b');
    assert.deepEqual([users.get('u')?.token, users.get('u')?.impersonate.user], ['t', 'joe']);
  });

  const wrong: readonly (readonly [text: string, says: RegExp])[] = [
    ['s3cret', /^the whole must be a mapping$/],
    ['current-context: 2024', /^current-context must be a text$/],
    ['current-context: no', /^current-context must be a text$/],
    ['users: {name: s3cret}', /^users must be a list$/],
    ['users: [s3cret]', /^users\[0\] must be a mapping$/],
    ['users: [{name: u, user: {token: [s3cret]}}]', /^users\[0\]\.user\.token must be a text$/],
    ['users: [{name: u, user: {as-groups: [s3cret, 1]}}]', /^users\[0\]\.user\.as-groups\.1 must be a text$/],
    ['users: [{name: u, user: {client-key-data: s3cret!}}]', /client-key-data must be base64$/],
    ['clusters: [{name: c, cluster: {insecure-skip-tls-verify: "s3cret"}}]', /verify must be true or false$/],
    ['users: [{name: u}, {name: u, user: {token: s3cret}}]', /^users has the name "u" twice$/],
    ['apiVersion: v2', /apiVersion v1/],
    ['users:\n- {token: s3cret', /^line [23] is not YAML$/],
    ['users: *s3cret', /^(line 1 is not YAML|its aliases cannot be resolved)$/],
    ['users: !!int s3cret', /^(line 1 is not YAML|users must be a list)$/],
  ];
  for (const [text, says] of wrong) {
    it(`says what is wrong with ${JSON.stringify(text)} without quoting it`, () => {
      assert.throws(() => parse(text), (error: unknown) =>
        error instanceof FieldError && says.test(error.message) && !error.message.includes('s3cret'));
    });
  }

  it('leaves dates and times of day texts, as the reader of Kubernetes does', () => {
    assert.equal(parse('current-context: 2024-01-02').currentContext, '2024-01-02');
    assert.equal(parse('current-context: 12:30').currentContext, '12:30');
  });
});
