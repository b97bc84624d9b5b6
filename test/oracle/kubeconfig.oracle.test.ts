import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { FieldError } from '../../src/cluster/kubeconfig/fields.js';
import type { KubeconfigUser } from '../../src/cluster/kubeconfig/kubeconfigTypes.js';
import { parseKubeconfig } from '../../src/cluster/kubeconfig/parseKubeconfig.js';
import { environmentProxy } from '../../src/cluster/transport/environmentProxy.js';
import { askGoProgram, ensureOracle } from './goProgram.js';
import { makeKubeconfigCases, type KubeconfigCase } from './kubeconfig/cases.js';
import { Random } from './random.js';

const seed = Number(process.env['HPA_SCOPE_SEED'] ?? 1);
const count = Number(process.env['HPA_SCOPE_CASES'] ?? 20_000);
const shownDisagreements = 5;

/** What of a kubeconfig is compared, or the proxy, or that it cannot be read. */
type Answer = Readonly<Record<string, unknown>>;

describe(`reads kubeconfigs as client-go (HPA_SCOPE_SEED=${seed} HPA_SCOPE_CASES=${count})`, () => {
  const cases = makeKubeconfigCases(new Random(seed), count);
  let theirs: readonly unknown[] = [];

  beforeAll(async () => {
    theirs = await askGoProgram(await ensureOracle('kubeconfig'), cases);
  }, 900_000);

  for (const kind of ['text', 'server'] as const) {
    it(kind === 'text' ? 'the fields, or that it cannot be read' : 'the proxy of the environment', () => {
      const asked = cases.map((one, index) => ({ one, ours: ourAnswer(one), theirs: theirs[index] as Answer }))
        .filter(({ one }) => kind in one);
      const disagreements = asked.filter(({ ours, theirs: answer }) => !isDeepStrictEqual(ours, answer));
      const shown = disagreements.slice(0, shownDisagreements).map(one => JSON.stringify(one, null, 1)).join('\n');
      assert.equal(disagreements.length, 0, `${disagreements.length} of ${asked.length}:\n${shown}`);
      expect(asked.filter(({ ours }) => !('error' in ours)).length).toBeGreaterThan(0.15 * asked.length);
    });
  }
});

function ourAnswer(asked: KubeconfigCase): Answer {
  if ('server' in asked) {
    const { server, https, http, no } = asked;
    const proxy = environmentProxy(new URL(server), { HTTPS_PROXY: https, HTTP_PROXY: http, NO_PROXY: no });
    return { proxy: proxy ? `${proxy.protocol}//${proxy.host}` : '' };
  }
  try {
    return fieldsOf(asked.text);
  } catch (error) {
    if (error instanceof FieldError) {
      return { error: true };
    }
    throw error;
  }
}

function fieldsOf(text: string): Answer {
  const { currentContext, clusters, users, contexts } = parseKubeconfig(text, '/config');
  return {
    current: currentContext,
    clusters: Object.fromEntries([...clusters].map(([name, cluster]) => [name, [
      cluster.server, cluster.tlsServerName, cluster.insecureSkipTlsVerify, cluster.certificateAuthorityData,
      cluster.proxyUrl, cluster.disableCompression,
    ]])),
    users: Object.fromEntries([...users].map(([name, user]) => [name, userFields(user)])),
    contexts: Object.fromEntries([...contexts].map(([name, { cluster, user, namespace }]) =>
      [name, [cluster, user, namespace]])),
  };
}

function userFields({ impersonate, exec, ...user }: KubeconfigUser): unknown[] {
  return [
    user.token, user.username, user.password, user.clientCertificateData, impersonate.user, impersonate.uid,
    impersonate.groups, Object.keys(impersonate.extra).length,
    // A command is answered as it is written: none of the cases has a slash.
    ...exec ? [
      exec.apiVersion, exec.command, exec.args, exec.env.length, exec.provideClusterInfo, exec.interactiveMode,
    ] : [],
  ];
}
