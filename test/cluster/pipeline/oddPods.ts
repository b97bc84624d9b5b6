const image = 'localhost/burner:1';
const container = (name: string, env: Readonly<Record<string, string>> = {}): object => ({
  name, image, imagePullPolicy: 'Never', env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
});
const ending = (name: string, exitCode: number): object =>
  container(name, { EXIT_AFTER: '2s', EXIT_CODE: String(exitCode) });

/** The specs of pods in every kind of trouble, by name. */
const specs: Readonly<Record<string, object>> = {
  'crashes': { containers: [ending('app', 3)] },
  'done': { restartPolicy: 'Never', containers: [ending('app', 0)] },
  'half-ready': {
    containers: [
      container('app'),
      { ...container('sick', { LISTEN: ':8081' }), readinessProbe: { httpGet: { path: '/', port: 1 } } },
    ],
  },
  'init-fails': { initContainers: [ending('init', 1)], containers: [container('app')] },
  'init-runs': { initContainers: [ending('first', 0), container('second')], containers: [container('app')] },
  'no-command': { containers: [{ ...container('app'), command: ['/no/such/program'] }] },
  'no-image': { containers: [{ ...container('app'), image: 'localhost/none:1' }] },
  'nowhere': { nodeSelector: { no: 'where' }, containers: [container('app')] },
  'sidecar': {
    initContainers: [{ ...container('side', { LISTEN: ':8081' }), restartPolicy: 'Always' }],
    containers: [container('app')],
  },
};

const metadata = (name: string): object => ({ name, namespace: 'odd', labels: { app: 'odd' } });

/** Pods in trouble behind a Service that an APIService of custom metrics names: the view shows them all. */
export const oddPods = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'odd' } },
  ...Object.entries(specs).map(([name, spec]) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: metadata(name), spec: { terminationGracePeriodSeconds: 1, ...spec },
  })),
  {
    apiVersion: 'v1', kind: 'Service', metadata: metadata('odd'),
    spec: { selector: { app: 'odd' }, ports: [{ name: 'https', port: 443, targetPort: 8080 }] },
  },
  {
    apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1beta1.custom.metrics.k8s.io' },
    spec: {
      group: 'custom.metrics.k8s.io', version: 'v1beta1', groupPriorityMinimum: 100, versionPriority: 100,
      insecureSkipTLSVerify: true, service: { namespace: 'odd', name: 'odd', port: 443 },
    },
  },
].map(object => JSON.stringify(object)).join('\n---\n');
