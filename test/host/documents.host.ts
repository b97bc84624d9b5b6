import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { parse } from 'yaml';
import { escapeInline } from '../../src/base/escapeMarkdown.js';
import { MASK } from '../../src/core/raw/printJson.js';
import { until } from '../helpers/until.js';
import { wait } from '../helpers/wait.js';

const NAMESPACE = 'documents';
const PASSWORD = Buffer.from('hunter2').toString('base64');
/** As whole as kubectl writes it: with what it applied. */
const secret = {
  apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login', namespace: NAMESPACE }, data: { password: PASSWORD },
};
/** About 1 MB each; the API server takes no object that is much bigger. */
const bigMaps = Array.from({ length: 22 }, (_, index) => ({
  apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `big-${index}`, namespace: NAMESPACE },
  data: Object.fromEntries(Array.from({ length: 4_000 }, (_, key) => [`key-${key}`, 'x'.repeat(220)])),
}));

function kubectl(args: readonly string[], input?: string): string {
  return execFileSync(process.env['HPA_SCOPE_KUBECTL'] ?? 'kubectl', args, {
    encoding: 'utf8', maxBuffer: 64e6, ...(input === undefined ? {} : { input }),
  });
}

const list = (items: readonly object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);
const openUris = (): string[] => vscode.workspace.textDocuments.map(({ uri }) => uri.toString());

/** The document before the user, once it is another than before, or reads otherwise. */
async function shownBy(command: string, ...args: unknown[]): Promise<vscode.TextDocument> {
  await run(command, ...args);
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document, 'a document is shown');
  return document;
}

async function lensesOf(uri: vscode.Uri): Promise<vscode.Command[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
  return lenses.flatMap(({ command }) => command ? [command] : []);
}

async function linkTo(document: vscode.TextDocument, word: string): Promise<vscode.Uri> {
  const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
  const target = links.find(({ range }) => document.getText(range) === word)?.target;
  assert.ok(target, `${word} is a link`);
  return target;
}

/** Follows a link as a click does. */
async function follow(link: vscode.Uri): Promise<vscode.TextDocument> {
  assert.equal(link.scheme, 'command');
  assert.equal(link.path, 'hpaScope.openRaw');
  return shownBy(link.path, ...JSON.parse(link.query) as string[]);
}

describe('documents of the cluster', () => {
  before(async function () {
    this.timeout(120_000);
    kubectl(['apply', '-f', '-'], list([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } }]));
    kubectl(['apply', '-f', '-'], list([secret]));
    kubectl(['create', '--validate=false', '-f', '-'], list(bigMaps));
    await vscode.extensions.getExtension('hpa-scope.hpa-scope')?.activate();
  });

  after(async function () {
    this.timeout(120_000);
    await run('workbench.action.closeAllEditors');
    kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
  });

  it('opens a path as JSON, read-only, named by its last part', async () => {
    const document = await shownBy('hpaScope.openRaw', '/apis/autoscaling/v2/');
    assert.equal(document.languageId, 'json');
    assert.equal(document.uri.path.split('/').at(-1), 'v2');
    assert.equal(document.uri.scheme, 'hpa-scope-raw');
    const answer = JSON.parse(document.getText()) as unknown;
    assert.deepEqual(answer, JSON.parse(kubectl(['get', '--raw', '/apis/autoscaling/v2'])));
    assert.equal(vscode.workspace.fs.isWritableFileSystem('hpa-scope-raw'), undefined);
  });

  it('leads from the root to an object by its links alone', async () => {
    let document = await shownBy('hpaScope.openRaw', '/');
    document = await follow(await linkTo(document, '/apis'));
    document = await follow(await linkTo(document, 'autoscaling/v2'));
    document = await follow(await linkTo(document, 'true'));
    assert.match(document.uri.path, /\/horizontalpodautoscalers$/);
    const { items } = JSON.parse(document.getText()) as { items: { metadata: { name: string } }[] };
    document = await follow(await linkTo(document, items[0]?.metadata.name ?? ''));
    assert.equal((JSON.parse(document.getText()) as { kind: string }).kind, 'HorizontalPodAutoscaler');
  });

  it('opens nothing that is refused, or that fails', async () => {
    const before = openUris();
    for (const path of ['/api/v1/pods?watch=true', '/api/v1/nodes/x/proxy', '/apis/no.such.group/v1', 'nonsense']) {
      await run('hpaScope.openRaw', path);
    }
    assert.deepEqual(openUris(), before);
    await run('notifications.clearAll');
  });

  it('opens what is no JSON as it is', async () => {
    const document = await shownBy('hpaScope.openRaw', '/livez?verbose');
    assert.equal(document.languageId, 'plaintext');
    assert.match(document.getText(), /^\[\+\]ping ok$/m);
  });

  it('masks secret data until a click reveals it, and masks it again after the document was closed', async () => {
    const path = `/api/v1/namespaces/${NAMESPACE}/secrets/login`;
    const document = await shownBy('hpaScope.openRaw', path);
    assert.ok(!document.getText().includes(PASSWORD) && document.getText().includes(MASK), document.getText());
    const [reveal] = await lensesOf(document.uri);
    assert.equal(reveal?.title, 'Reveal secret data');

    await run(reveal.command, ...reveal.arguments as readonly unknown[]);
    await until('the secret is shown', () => document.getText().includes(PASSWORD));
    assert.notEqual((await lensesOf(document.uri))[0]?.title, 'Reveal secret data');
    await run('hpaScope.refreshDocument');
    await wait(500);
    assert.ok(document.getText().includes(PASSWORD), 'a refresh leaves it as it is');

    await run('workbench.action.closeActiveEditor');
    await until('the editor forgets', () => document.isClosed || !document.getText().includes(PASSWORD));
    const again = await shownBy('hpaScope.openRaw', path);
    await until('it is masked again', () => again.getText().includes(MASK));
    assert.ok(!again.getText().includes(PASSWORD));
  });

  it('shows an object as YAML, and reads it again on demand', async () => {
    const object = { apiVersion: 'v1', plural: 'secrets', kind: 'Secret', namespace: NAMESPACE, name: 'login' };
    const document = await shownBy('hpaScope.openLiveYaml', object);
    assert.equal(document.languageId, 'yaml');
    assert.match(document.uri.path, /\/login\.yaml$/);
    assert.ok(document.getText().includes(`password: ${MASK}`) && !document.getText().includes(PASSWORD));

    kubectl(['label', '-n', NAMESPACE, 'secret', 'login', 'seen=again']);
    await run('hpaScope.refreshDocument');
    await until('the label is there', () => document.getText().includes('seen: again'));
  });

  it('keeps what it has when a refresh fails', async () => {
    const metadata = { name: 'gone', namespace: NAMESPACE };
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: '1' } };
    kubectl(['create', '-f', '-'], JSON.stringify(map));
    const document = await shownBy('hpaScope.openLiveYaml', { ...map, plural: 'configmaps', ...metadata });
    const text = document.getText();
    kubectl(['delete', '-n', NAMESPACE, 'configmap', 'gone']);
    await run('hpaScope.refreshDocument');
    await wait(500);
    assert.equal(document.getText(), text);
    await run('notifications.clearAll');
  });

  it('writes YAML as kubectl does', async () => {
    // worker is never scaled: its metric is unknown, so nothing changes it between the two answers
    const ref = { apiVersion: 'apps/v1', plural: 'deployments', kind: 'Deployment', namespace: 'shop', name: 'worker' };
    const document = await shownBy('hpaScope.openLiveYaml', ref);
    const ours = parse(document.getText()) as { status?: unknown };
    const kubectls = parse(kubectl(['get', '-n', 'shop', 'deployment', 'worker', '-o', 'yaml'])) as typeof ours;
    assert.deepEqual({ ...ours, status: undefined }, { ...kubectls, status: undefined });
    assert.deepEqual(Object.keys(ours), Object.keys(kubectls));
  });

  it('explains an autoscaler in a read-only report, and makes it anew on demand', async () => {
    const object = {
      apiVersion: 'autoscaling/v2', plural: 'horizontalpodautoscalers', kind: 'HorizontalPodAutoscaler',
      namespace: 'shop', name: 'cache',
    };
    const document = await shownBy('hpaScope.explainDecision', { object });
    assert.equal(document.uri.scheme, 'hpa-scope-report');
    assert.equal(document.languageId, 'markdown');
    const text = document.getText();
    assert.match(text, /^# shop\/cache wants 3 replicas \(has [1-3]\)\n\n\*\*memory is at \d+% of request, target 70%/);
    assert.match(text, /\n\| memory \| .* \| computeReplicasForMetric \|\n/);
    await run('hpaScope.refreshDocument');
    assert.match(document.getText(), /\n## Pods counted for memory\n\n\| pod \| group \| usage \|/);
    await run('hpaScope.copyKubectlCommand');
    assert.match(await vscode.env.clipboard.readText(), / -n shop describe hpa cache$/);
  }).timeout(60_000);

  it('shows text of the cluster in a report as text, as the Markdown of VS Code has it', async () => {
    const evil = '[go](command:evil) ![x](https://evil.example/x.png) <b>bold</b> *it* https://b.example www.c.example';
    const heading = `# ${escapeInline(`${evil}\n# two`)}`;
    const html = await vscode.commands.executeCommand<string>('markdown.api.render', heading);
    assert.doesNotMatch(html, /<(a|img|b|em|strong)\b/);
    assert.equal(html.match(/<h1/g)?.length, 1);
    assert.ok(html.includes('[go](command:evil) ![x](https://evil.example/x.png) &lt;b&gt;bold&lt;/b&gt; *it*'), html);
  }).timeout(60_000);

  it('shows the log of a container', async () => {
    const pod = kubectl(['get', 'pods', '-n', 'shop', '-l', 'app=web', '-o', 'jsonpath={.items[0].metadata.name}']);
    const document = await shownBy('hpaScope.showLogs', { namespace: 'shop', name: pod, previous: false });
    assert.equal(document.uri.scheme, 'hpa-scope-log');
    assert.equal(document.languageId, 'log');
    assert.equal(document.getText(), kubectl(['logs', '-n', 'shop', pod, '--tail', '500']));
  }).timeout(60_000);

  it('copies the command that shows the same', async () => {
    await run('hpaScope.openRaw', '/version');
    await run('hpaScope.copyKubectlCommand');
    const command = await vscode.env.clipboard.readText();
    assert.match(command, /^kubectl (--kubeconfig \S+ )?--context \S+ get --raw \/version$/);
    const output = execFileSync('sh', ['-c', command.replace(/^kubectl/, '"$HPA_SCOPE_KUBECTL"')], { encoding: 'utf8' });
    assert.ok(output.includes('gitVersion'));
  });

  it('a big answer is cut, and says so', async () => {
    const path = `/api/v1/namespaces/${NAMESPACE}/configmaps`;
    const size = kubectl(['get', '--raw', path]).length;
    assert.ok(size > 20e6, `${size} bytes`);
    // A figure for whoever reads it, not a check: on a busy machine it says nothing about us.
    const blockedMs = await longestBlock(async () => run('hpaScope.openRaw', path));
    const document = vscode.window.activeTextEditor?.document;
    assert.match(document?.lineAt(0).text ?? '', /^\/\/ Cut: the answer has 2\d\.\d MiB, /);
    assert.equal(document?.languageId, 'jsonc');
    console.log(`      ${size} bytes: longest block ${blockedMs.toFixed(0)} ms`);
  }).timeout(120_000);
});

/** How long the loop of this process stood still at most. Milliseconds. */
async function longestBlock(during: () => Promise<unknown>): Promise<number> {
  const monitor = monitorEventLoopDelay({ resolution: 5 });
  monitor.enable();
  await during();
  monitor.disable();
  return monitor.max / 1e6;
}
