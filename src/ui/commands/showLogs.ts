import * as vscode from 'vscode';
import { t } from '../../base/l10n.js';
import type { LoggedContainer, PodLogRef } from '../../core/raw/podLog.js';
import { readyScope } from '../models/readyScope.js';
import { plainText } from '../plainText.js';
import type { Services } from '../services.js';
import type { MenuSubject } from '../trees/detailNode.js';
import { withProgress } from '../withProgress.js';

interface LogItem extends vscode.QuickPickItem {
  readonly log: PodLogRef;
}

/** `hpaScope.showLogs`: the last lines of a log. Asks which one where there are several, those before a restart too. */
export async function showLogsCommand(services: Services, what: PodLogRef | MenuSubject): Promise<void> {
  const pod = podOf(what);
  if (!pod) {
    return;
  }
  const log = pod.container !== undefined && pod.previous !== undefined ? pod : await chooseLog(services, pod);
  if (log) {
    await withProgress(t('Reading the log of {0}', log.name), signal =>
      services.documents.show({ kind: 'log', log }, undefined, signal));
  }
}

function podOf(what: PodLogRef | MenuSubject): PodLogRef | undefined {
  if ('namespace' in what) {
    return what;
  }
  const { object, container } = what;
  return object?.namespace === undefined
    ? undefined
    : { namespace: object.namespace, name: object.name, ...(container === undefined ? {} : { container }) };
}

async function chooseLog({ scope, connection }: Services, pod: PodLogRef): Promise<PodLogRef | undefined> {
  const containers = await withProgress(t('Reading {0}', pod.name), async signal => {
    const { target } = await readyScope(scope, signal);
    return connection.ask('listLoggedContainers', { target, log: pod }, signal);
  });
  const items = containers
    .filter(({ name }) => pod.container === undefined || name === pod.container)
    .flatMap(container => itemsOf(pod, container));
  const [only] = items;
  return items.length <= 1
    ? only?.log ?? pod
    : (await vscode.window.showQuickPick(items, { title: t('Log of {0}', plainText(pod.name)) }))?.log;
}

function itemsOf(pod: PodLogRef, { name, kind, restartCount }: LoggedContainer): LogItem[] {
  const log = { ...pod, container: name };
  const item = { label: plainText(name), description: descriptionOf(kind), log: { ...log, previous: false } };
  if (restartCount === 0) {
    return [item];
  }
  const restarts = restartCount === 1 ? t('1 restart') : t('{0} restarts', restartCount);
  const label = t('{0}, before its last restart', plainText(name));
  return [item, { label, description: restarts, log: { ...log, previous: true } }];
}

function descriptionOf(kind: LoggedContainer['kind']): string {
  switch (kind) {
    case 'container': return '';
    case 'initContainer': return t('init container');
    case 'ephemeralContainer': return t('ephemeral container');
  }
}
