/**
 * A kubeconfig as kubectl has it in memory. As in Go, a text that is not set is empty, and so is a list.
 * Paths of files are absolute: they were relative to the file that names them.
 * @see kubernetes/client-go tools/clientcmd/api/types.go, `Config`
 */
export interface Kubeconfig {
  readonly currentContext: string;
  readonly contexts: ReadonlyMap<string, KubeconfigContext>;
  readonly clusters: ReadonlyMap<string, KubeconfigCluster>;
  readonly users: ReadonlyMap<string, KubeconfigUser>;
}

/** Which cluster, as which user, in which namespace. */
export interface KubeconfigContext {
  readonly cluster: string;
  readonly user: string;
  readonly namespace: string;
}

/** Where a cluster is, and how to know that it is the right one. */
export interface KubeconfigCluster {
  readonly server: string;
  readonly tlsServerName: string;
  readonly insecureSkipTlsVerify: boolean;
  readonly certificateAuthority: string;
  /** PEM. */
  readonly certificateAuthorityData: string;
  readonly proxyUrl: string;
  readonly disableCompression: boolean;
  /** What an exec plugin is told about this cluster; undefined for nothing. */
  readonly execConfig: unknown;
}

/** How to prove who asks, and whom to ask as. */
export interface KubeconfigUser {
  readonly clientCertificate: string;
  /** PEM. */
  readonly clientCertificateData: string;
  readonly clientKey: string;
  /** PEM. */
  readonly clientKeyData: string;
  readonly token: string;
  readonly tokenFile: string;
  readonly username: string;
  readonly password: string;
  readonly impersonate: Impersonation;
  readonly authProvider: AuthProvider | undefined;
  readonly exec: ExecConfig | undefined;
}

/** Who to ask the API server as. */
export interface Impersonation {
  readonly user: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

/** The old kind of plugin, of which kubectl still knows `oidc`. */
export interface AuthProvider {
  readonly name: string;
  readonly config: Readonly<Record<string, string>>;
}

/** A program that says who asks. */
export interface ExecConfig {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly installHint: string;
  readonly provideClusterInfo: boolean;
  /** `Never`, `IfAvailable`, `Always`; empty when it had to be given and was not. */
  readonly interactiveMode: string;
}
