import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { ClusterError } from '../../../src/base/errors.js';
import type { ExecConfig } from '../../../src/cluster/kubeconfig/kubeconfigTypes.js';
import { ExecLogin } from '../../../src/cluster/login/execLogin.js';
import { clusterAccess } from '../../helpers/clusterAccess.js';
import { temporaryFolder } from '../../helpers/temporaryFolder.js';

const access = clusterAccess('https://127.0.0.1:6443', {}, { certificateAuthorityData: 'PEM', tlsServerName: 'k8s' });
const VERSION = 'client.authentication.k8s.io/v1';
const TOKEN_WITH_COUNT = `{"apiVersion":"${VERSION}","kind":"ExecCredential","status":{"token":"t%s"`;

describe('ExecLogin', () => {
  const folder = temporaryFolder();

  function login(command: string, more: Partial<ExecConfig> = {}, timeoutMs = 5_000): ExecLogin {
    return new ExecLogin({
      apiVersion: VERSION, command, args: [], env: [], installHint: '',
      provideClusterInfo: false, interactiveMode: 'Never', ...more,
    }, access, timeoutMs);
  }

  /** A plugin that says how often it ran: t1, t2 … */
  function counting(expiry: string): string {
    const runs = join(folder.path, 'runs');
    const more = expiry === '' ? '' : `,"expirationTimestamp":"${expiry}"`;
    return folder.script('counting', `echo >>${runs}`, `printf '${TOKEN_WITH_COUNT}${more}}}' $(wc -l <${runs})`);
  }

  const refusal = async (run: Promise<unknown>): Promise<[string, string]> => {
    const error: unknown = await run.then(() => assert.fail('it did not fail'), (reason: unknown) => reason);
    assert.ok(error instanceof ClusterError, String(error));
    return [error.code, error.message];
  };

  it('runs once for all that ask, and again when the server has refused', async () => {
    const plugin = login(counting(''));
    const [first, second] = await Promise.all([plugin.prove(), plugin.prove()]);
    assert.equal(first, second);
    assert.deepEqual(await plugin.prove(), { authorization: 'Bearer t1' });

    plugin.refused(first);
    const next = await plugin.prove();
    assert.deepEqual(next, { authorization: 'Bearer t2' });
    plugin.refused(first); // somebody who still had the old one
    assert.equal(await plugin.prove(), next);
  });

  it('runs again when what it said has expired, and not before', async () => {
    const expired = login(counting('2020-01-01T00:00:00Z'));
    await expired.prove();
    assert.deepEqual(await expired.prove(), { authorization: 'Bearer t2' });
    const valid = login(counting('2999-01-01T00:00:00Z'));
    await valid.prove();
    assert.deepEqual(await valid.prove(), { authorization: 'Bearer t3' });
  });

  it('ends the plugin and all that it started when its time is up', async () => {
    const pids = join(folder.path, 'pids');
    const plugin = folder.script('hanging', `sleep 300 & echo $! >${pids}`, 'echo "open a browser" >&2', 'sleep 300');
    const [code, text] = await refusal(login(plugin, {}, 300).prove());
    assert.equal(code, 'credentials');
    assert.match(text, /did not end within 0\.3 s: open a browser$/);
    await new Promise(resolve => setTimeout(resolve, 100));
    const stat = `/proc/${readFileSync(pids, 'utf8').trim()}/stat`;
    assert.ok(!existsSync(stat) || readFileSync(stat, 'utf8').includes(') Z '), 'its child runs on');
  });

  it('waits for nobody whom the plugin leaves in the background', async () => {
    const plugin = folder.script('leaving', '(sleep 2 >/dev/null) &', `printf '${TOKEN_WITH_COUNT}}}' 1`);
    const startedMs = Date.now();
    await login(plugin).prove();
    assert.ok(Date.now() - startedMs < 1_500);
  });

  it('shows the last lines that it wrote, without escape sequences, and no more', async () => {
    const plugin = folder.script(
      'failing', 'i=0; while [ $i -lt 9 ]; do i=$((i+1)); echo "line $i" >&2; done',
      `printf '\\033[31mred\\033[0m\\n' >&2`, 'exit 1',
    );
    const [, text] = await refusal(login(plugin).prove());
    assert.ok(text.endsWith('failed with exit code 1: line 7\nline 8\nline 9\nred'), text);
  });

  it('tells about the cluster on request only', async () => {
    const out = join(folder.path, 'info');
    const answer = `printf '${TOKEN_WITH_COUNT}}}' 1`;
    const plugin = folder.script('asking', `printf %s "$KUBERNETES_EXEC_INFO" >${out}`, answer);
    const info = async (provideClusterInfo: boolean): Promise<unknown> => {
      await login(plugin, { provideClusterInfo }).prove();
      return (JSON.parse(readFileSync(out, 'utf8')) as { readonly spec: unknown }).spec;
    };
    assert.deepEqual(await info(false), { interactive: false });
    assert.deepEqual(await info(true), {
      interactive: false,
      cluster: {
        'server': 'https://127.0.0.1:6443', 'tls-server-name': 'k8s',
        'certificate-authority-data': Buffer.from('PEM').toString('base64'), 'config': null,
      },
    });
  });

  it('never shows what the plugin printed', async () => {
    for (const printed of ['s3cret', '{"kind":"s3cret"}', '{"s3cret": [', TOKEN_WITH_COUNT.replace('%s', 's3cret')]) {
      const plugin = folder.script('printing', `cat <<'END'\n${printed}\nEND`);
      const [code, text] = await refusal(login(plugin).prove());
      assert.equal(code, 'credentials');
      assert.doesNotMatch(text, /s3cret/);
    }
  });
});
