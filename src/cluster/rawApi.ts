import { ClusterError } from '../base/errors.js';
import { t } from '../base/l10n.js';
import { parseJson } from '../core/raw/jsonValue.js';
import { liveYaml } from '../core/raw/liveYaml.js';
import { objectPath } from '../core/raw/objectRef.js';
import {
  loggedContainers, logLimits, podLogPath, podPath, type LoggedContainer,
} from '../core/raw/podLog.js';
import { rawDocument, type RawDocument } from '../core/raw/rawDocument.js';
import { parseRawPath } from '../core/raw/rawPath.js';
import type { Targeted } from './clusterConnection.js';
import type { KubeClient } from './kubeClient.js';
import type { LogRequest, RawRequest, YamlRequest } from './rawRequests.js';

/**
 * How many characters of an answer are shown. The editor's thread copies a document several times on the way to the
 * screen: with more it would stand still for longer than 50 ms.
 */
const MAX_SHOWN = 512 * 1024;
/** What is longer is not even read to its end. Bytes. */
const MAX_ANSWER = 64 * 1024 * 1024;

/** GETs a path that the rule of the raw API allows, and makes its document. @throws ClusterError */
export async function readRaw(
  client: KubeClient,
  request: Targeted<RawRequest>,
  signal: AbortSignal,
): Promise<RawDocument> {
  const path = parseRawPath(request.path);
  if (!path.ok) {
    throw new ClusterError('badResponse', path.reason);
  }
  const body = await client.getText(path.path, MAX_ANSWER, signal);
  return rawDocument(body, {
    path, namespace: request.target.namespace, showSecrets: request.showSecrets, maxLength: MAX_SHOWN,
  });
}

/** GETs an object and writes it as YAML. @throws ClusterError */
export async function readYaml(client: KubeClient, request: YamlRequest, signal: AbortSignal): Promise<RawDocument> {
  const path = objectPath(request.object);
  const yaml = liveYaml(await client.getText(path, MAX_ANSWER, signal), request);
  if (!yaml) {
    throw new ClusterError('badResponse', t('the answer to {0} is not JSON', path));
  }
  return { ...yaml, language: 'yaml', links: [] };
}

/** GETs the last lines of a log. @throws ClusterError */
export async function readLog(client: KubeClient, { log }: LogRequest, signal: AbortSignal): Promise<RawDocument> {
  const body = await client.getText(podLogPath(log), MAX_ANSWER, signal);
  const isCut = Buffer.byteLength(body) >= logLimits.bytes;
  const notice = t('The last {0} lines are longer than 1 MiB: this is the first MiB of them.', logLimits.lines);
  return { text: isCut ? `${notice}\n${body}` : body, language: 'log', links: [], secrecy: 'none' };
}

/** The containers of a pod that have a log. @throws ClusterError */
export async function listLoggedContainers(
  client: KubeClient,
  { log }: LogRequest,
  signal: AbortSignal,
): Promise<readonly LoggedContainer[]> {
  return loggedContainers(parseJson(await client.getText(podPath(log), MAX_ANSWER, signal)) ?? null);
}
