import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { ClusterProblem } from '../../src/base/errors.js';
import type { AutoscalerRow } from '../../src/core/hpa/autoscalerRow.js';
import { kubeconfigFiles } from '../../src/cluster/kubeconfigFiles.js';
import { LiveConnection } from '../../src/cluster/liveConnection.js';
import { readKubeconfig } from '../lab/apiClient.js';
import { startLab, type Lab } from '../lab/lab.js';
import { createAuthority } from '../lab/pki.js';
import { hangingPlugin, matrix, type MatrixCase } from './kubeconfigMatrix/cases.js';
import { startHttpProxy, startSocksProxy, type RunningProxy } from './kubeconfigMatrix/proxies.js';
import { CaseFolder, type World } from './kubeconfigMatrix/world.js';

const hpa = (name: string): string => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name}, namespace: default }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} }
  maxReplicas: 3
`;

/** The names that were listed, or why not. */
type Outcome = { readonly names: readonly string[] } | { readonly failure: string; readonly code: string };

/** How long kubectl may hang before it is ended. */
const KUBECTL_MS = 15_000;
const SECRETS = /made-up-secret|PRIVATE KEY|eyJ[\w-]{8}/;

/** Every way in that kubectl has, and each broken in the usual ways: what kubectl does against what we do. */
describe('kubeconfigs: kubectl and we', () => {
  let lab: Lab;
  let world: World;
  let hanging: Promise<Outcome>;
  const proxies: RunningProxy[] = [];
  const table: string[] = [];

  beforeAll(async () => {
    lab = await startLab({ nodes: { simulated: 1 }, metricsServer: 'none' });
    await lab.apply(['a', 'b', 'c'].map(hpa).join('---'));
    world = await makeWorld();
    const folder = folderOf(hangingPlugin);
    hanging = runOurs(hangingPlugin.make(folder));
  });
  afterAll(async () => {
    console.log(`\n| kubeconfig | kubectl | HPA Scope |\n|---|---|---|\n${table.join('\n')}\n`);
    proxies.forEach(proxy => proxy.stop());
    await lab?.stop();
  });

  async function makeWorld(): Promise<World> {
    const started = await Promise.all([
      startHttpProxy(), startHttpProxy({ password: 'me:pass word' }),
      startHttpProxy({ status: 502 }), startSocksProxy(),
    ]);
    proxies.push(...started);
    const [http = 0, withPassword = 0, refusing = 0, socks5 = 0] = started.map(({ port }) => port);
    const { server } = readKubeconfig(lab.kubeconfig);
    return {
      server,
      farServer: 'https://10.99.0.1:443',
      ca: lab.authority.certificatePem,
      otherCa: (await createAuthority('another')).certificatePem,
      admin: await lab.authority.issue({ commonName: 'admin', organizations: ['system:masters'] }),
      expired: await lab.authority.issue({
        commonName: 'admin', organizations: ['system:masters'],
        notBefore: new Date(Date.now() - 7_200_000), notAfter: new Date(Date.now() - 3_600_000),
      }),
      token: await tokenOf('matrix', 'cluster-admin'),
      nobodyToken: await tokenOf('nobody'),
      proxies: {
        http: `http://127.0.0.1:${http}`,
        withPassword: `http://me:pass%20word@127.0.0.1:${withPassword}`,
        refusing: `http://127.0.0.1:${refusing}`,
        socks5: `socks5://127.0.0.1:${socks5}`,
        dead: 'http://127.0.0.1:9',
      },
    };
  }

  async function tokenOf(account: string, role?: string): Promise<string> {
    await lab.kubectl(['create', 'serviceaccount', account]);
    if (role !== undefined) {
      await lab.kubectl([
        'create', 'clusterrolebinding', account, `--clusterrole=${role}`, `--serviceaccount=default:${account}`,
      ]);
    }
    return (await lab.kubectl(['create', 'token', account])).trim();
  }

  function folderOf({ name }: MatrixCase): CaseFolder {
    return new CaseFolder(join(lab.dir, 'matrix', name.replace(/\W+/g, '-')), world);
  }

  function runKubectl(kubeconfig: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    return new Promise(resolve => {
      const kubectl = spawn(lab.binaries.kubectl, ['get', 'hpa', '-A', '-o', 'name'], {
        env: { PATH: process.env['PATH'], HOME: lab.dir, KUBECONFIG: kubeconfig, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      const output = { stdout: '', stderr: '' };
      kubectl.stdout.on('data', text => { output.stdout += String(text); });
      kubectl.stderr.on('data', text => { output.stderr += String(text); });
      const timer = setTimeout(() => process.kill(-(kubectl.pid ?? 0), 'SIGKILL'), KUBECTL_MS);
      kubectl.once('close', code => {
        clearTimeout(timer);
        resolve(code === 0
          ? { names: output.stdout.trim().split('\n').map(line => line.split('/')[1] ?? line).sort() }
          : { code: String(code), failure: output.stderr + output.stdout });
      });
    });
  }

  async function runOurs(kubeconfig: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const before = { ...process.env };
    Object.assign(process.env, env);
    const connection = new LiveConnection();
    try {
      const target = { kubeconfigFiles: kubeconfigFiles(undefined, { KUBECONFIG: kubeconfig }) };
      const result = await new Promise<readonly AutoscalerRow[] | ClusterProblem>(resolve => {
        const rows: AutoscalerRow[] = [];
        connection.subscribe('autoscalers', target, event => {
          switch (event.kind) {
            case 'changed': rows.push(...event.rows); break;
            case 'synced': resolve(rows); break;
            case 'failed': resolve(event.problem); break;
          }
        });
      });
      return 'code' in result
        ? { code: result.code, failure: result.message }
        : { names: result.map(({ name }) => name).sort() };
    } finally {
      connection.dispose();
      Object.keys(env).forEach(name => delete process.env[name]);
      Object.assign(process.env, before);
    }
  }

  function compare({ name, kubectl, ours, differs }: MatrixCase, theirs: Outcome, our: Outcome): void {
    const short = (outcome: Outcome): string => 'names' in outcome
      ? 'lists'
      : `${outcome.code}: ${outcome.failure.replaceAll(lab.dir, '…').replace(/[\n|]+/g, ' ').trim().slice(-180)}`;
    table.push(`| ${name} | ${short(theirs)} | ${short(our)}${differs === undefined ? '' : ` (${differs})`} |`);

    if (kubectl === undefined) {
      assert.deepEqual(theirs, { names: ['a', 'b', 'c'] }, 'kubectl lists');
    } else {
      assert.ok('failure' in theirs && theirs.failure.includes(kubectl), `kubectl says ${kubectl}: ${short(theirs)}`);
    }
    if (ours === undefined) {
      assert.deepEqual(our, { names: ['a', 'b', 'c'] }, 'we list');
    } else {
      const [code, text] = ours;
      const isSo = 'failure' in our && our.code === code && our.failure.includes(text);
      assert.ok(isSo, `we say ${code} ${text}: ${short(our)}`);
      assert.doesNotMatch(our.failure, SECRETS);
    }
    assert.equal('names' in theirs !== 'names' in our, differs !== undefined, 'one lists, the other does not');
  }

  for (const asked of matrix) {
    it(asked.name, async () => {
      const folder = folderOf(asked);
      const env = asked.env?.(folder) ?? {};
      const theirs = await runKubectl(asked.make(folder), env);
      const again = new CaseFolder(`${folder.dir}-ours`, world);
      compare(asked, theirs, await runOurs(asked.make(again), env));
    });
  }

  it(hangingPlugin.name, async () => {
    const folder = new CaseFolder(`${folderOf(hangingPlugin).dir}-kubectl`, world);
    compare(hangingPlugin, await runKubectl(hangingPlugin.make(folder)), await hanging);
  });
});
