import type { Fault } from './fault.js';
import type { Lab } from './lab.js';
import { createAuthority } from './pki.js';
import { saveObject } from './savedObject.js';

const apiService = 'v1beta1.metrics.k8s.io';
const service = 'metrics-server';
const namespace = 'kube-system';

/**
 * What can be wrong between the aggregator and metrics-server. All of it is data in the API, so any lab can have it.
 */
export const apiServiceFaults = {
  'apiservice-no-service': {
    title: 'The Service that the APIService names is not there',
    async inject(lab) {
      const saved = await saveObject(lab, 'service', service, namespace);
      await lab.kubectl(['delete', 'service', service, '-n', namespace]);
      return () => saved.restore();
    },
  },
  'apiservice-wrong-port': {
    title: 'The APIService names a port that the Service does not have',
    inject: lab => patchApiService(lab, { service: { port: 8443 } }),
  },
  'apiservice-no-endpoints': {
    title: 'The Service has no endpoints',
    async inject(lab) {
      if (await hasSelector(lab)) {
        return patchSpec(lab, ['service', service, '-n', namespace], { selector: { 'hpa-scope.lab/nobody': 'true' } });
      }
      return patchSlices(lab, []);
    },
  },
  'apiservice-wrong-ca': {
    title: 'The caBundle of the APIService belongs to another CA',
    async inject(lab) {
      const stranger = await createAuthority('some-other-ca');
      const caBundle = Buffer.from(stranger.certificatePem).toString('base64');
      return patchApiService(lab, { insecureSkipTLSVerify: false, caBundle });
    },
  },
  'group-not-registered': {
    title: 'Nobody has registered metrics.k8s.io',
    async inject(lab) {
      const saved = await saveObject(lab, 'apiservice', apiService);
      await lab.kubectl(['delete', 'apiservice', apiService]);
      return () => saved.restore();
    },
  },
} satisfies Record<string, Fault>;

/** Replaces the endpoints of every slice of the metrics-server Service by these; returns how to take that back. */
export async function patchSlices(lab: Lab, endpoints: readonly object[]): Promise<() => Promise<void>> {
  const selector = `kubernetes.io/service-name=${service}`;
  const path = 'jsonpath={.items[*].metadata.name}';
  const names = await lab.kubectl(['get', 'endpointslices', '-n', namespace, '-l', selector, '-o', path]);
  const slices = names.split(' ').filter(name => name !== '');
  const saved = await Promise.all(slices.map(name => saveObject(lab, 'endpointslice', name, namespace)));
  for (const name of slices) {
    await patch(lab, ['endpointslice', name, '-n', namespace], { endpoints });
  }
  return async () => { await Promise.all(saved.map(one => one.restore())); };
}

/** Whether the Service finds pods by itself, as the chart's does; without a selector its slices are ours. */
export async function hasSelector(lab: Lab): Promise<boolean> {
  return (await lab.kubectl(['get', 'service', service, '-n', namespace, '-o', 'jsonpath={.spec.selector}'])) !== '';
}

async function patchApiService(lab: Lab, spec: object): Promise<() => Promise<void>> {
  return patchSpec(lab, ['apiservice', apiService], spec);
}

async function patchSpec(lab: Lab, object: [kind: string, name: string, ...scope: string[]], spec: object) {
  const [kind, name, , inNamespace] = object;
  const saved = await saveObject(lab, kind, name, inNamespace);
  await patch(lab, object, { spec });
  return () => saved.restore();
}

async function patch(lab: Lab, object: readonly string[], body: object): Promise<void> {
  await lab.kubectl(['patch', ...object, '--type=merge', '-p', JSON.stringify(body)]);
}
