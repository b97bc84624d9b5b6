import type { KubeconfigCluster, KubeconfigUser } from './kubeconfigTypes.js';

/** A cluster of which nothing is said. */
export const emptyCluster: KubeconfigCluster = {
  server: '',
  tlsServerName: '',
  insecureSkipTlsVerify: false,
  certificateAuthority: '',
  certificateAuthorityData: '',
  proxyUrl: '',
  disableCompression: false,
  execConfig: undefined,
};

/** A user of whom nothing is said: nobody in particular asks. */
export const emptyUser: KubeconfigUser = {
  clientCertificate: '',
  clientCertificateData: '',
  clientKey: '',
  clientKeyData: '',
  token: '',
  tokenFile: '',
  username: '',
  password: '',
  impersonate: { user: '', uid: '', groups: [], extra: {} },
  authProvider: undefined,
  exec: undefined,
};
