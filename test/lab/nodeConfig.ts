import { stringify } from 'yaml';
import { bridgeOf } from './removeNode.js';

/** What the configuration files of one real node say. */
export interface NodeConfig {
  readonly number: number;
  readonly dir: string;
  readonly address: string;
  readonly socket: string;
  readonly cgroup: string;
  readonly clientCaFile: string;
  readonly cniPlugins: string;
  readonly cniFolder: string;
  readonly serverTlsBootstrap: boolean;
}

/** KubeletConfiguration: all that a kubelet does in a cluster, without iptables and rules about swap. */
export function kubeletConfig(node: NodeConfig): string {
  return stringify({
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: node.address, // one each, so that all have port 10250
    port: 10250,
    healthzPort: 0,
    readOnlyPort: 0,
    containerRuntimeEndpoint: `unix://${node.socket}`,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: node.cgroup,
    cgroupsPerQOS: true,
    enforceNodeAllocatable: ['pods'],
    failCgroupV1: false,
    failSwapOn: false,
    oomScoreAdj: 0, // a container's root may not lower it
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true, cacheTTL: '10s' },
      x509: { clientCAFile: node.clientCaFile },
    },
    authorization: { mode: 'Webhook', webhook: { cacheAuthorizedTTL: '10s', cacheUnauthorizedTTL: '5s' } },
    serverTLSBootstrap: node.serverTlsBootstrap,
    podLogsDir: `/var/log/pods-${node.number}`, // a kubelet removes logs of pods that it does not know
    resolvConf: '',
    makeIPTablesUtilChains: false,
    nodeStatusUpdateFrequency: '5s',
    imageGCHighThresholdPercent: 100, // the images cannot be pulled again
    evictionHard: {
      'memory.available': '50Mi',
      'nodefs.available': '0%',
      'nodefs.inodesFree': '0%',
      'imagefs.available': '0%',
      'imagefs.inodesFree': '0%',
    },
  });
}

/** The configuration of containerd 1.6 and newer. */
export function containerdConfig(node: NodeConfig): string {
  const cri = 'plugins."io.containerd.grpc.v1.cri"';
  return `version = 2
root = ${quote(`${node.dir}/containerd-${node.number}`)}
state = "/run/containerd-${node.number}"
disabled_plugins = [
  "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper",
  "io.containerd.snapshotter.v1.zfs", "io.containerd.internal.v1.opt",
]

[grpc]
  address = ${quote(node.socket)}

[${cri}]
  sandbox_image = "localhost/pause:1"
  restrict_oom_score_adj = true
  disable_apparmor = true

[${cri}.cni]
  bin_dir = ${quote(node.cniPlugins)}
  conf_dir = ${quote(node.cniFolder)}

[${cri}.containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"

[${cri}.containerd.runtimes.runc.options]
  SystemdCgroup = false
`;
}

/** A bridge of its own for each node. The bridges route to each other, so pods reach each other without more. */
export function cniConfig({ number }: NodeConfig): string {
  return JSON.stringify({
    cniVersion: '0.4.0',
    name: 'lab',
    plugins: [
      {
        type: 'bridge',
        bridge: bridgeOf(number),
        isGateway: true,
        ipMasq: false,
        ipam: {
          type: 'host-local',
          dataDir: `/run/cni-${number}`,
          ranges: [[{ subnet: `10.244.${number}.0/24` }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
      { type: 'loopback' },
    ],
  }, null, 2);
}

function quote(text: string): string {
  return JSON.stringify(text);
}
