import { base64, credential, type CaseFolder } from './world.js';

/** One kubeconfig: how it is made, what kubectl does with it, and what we do. */
export interface MatrixCase {
  readonly name: string;
  /** @returns the value of KUBECONFIG */
  readonly make: (folder: CaseFolder) => string;
  readonly env?: (folder: CaseFolder) => Readonly<Record<string, string>>;
  /** Part of what kubectl says when it fails; absent: it lists. */
  readonly kubectl?: string;
  /** Our code and part of our text; absent: we list. */
  readonly ours?: readonly [code: string, text: string];
  /** Why we differ, where one fails and the other does not. */
  readonly differs?: string;
}

const print = (text: string): string => `cat <<'END'\n${text}\nEND`;
const good = ({ world }: CaseFolder): string => print(credential({ token: world.token }));

const certificates: readonly MatrixCase[] = [
  {
    name: 'client certificate and CA as data',
    make: f => f.config({ user: {
      'client-certificate-data': base64(f.world.admin.certificatePem), 'client-key-data': base64(f.world.admin.keyPem),
    } }),
  },
  {
    name: 'client certificate, key and CA in files beside the kubeconfig',
    make: f => {
      f.file('pki/ca.crt', f.world.ca);
      f.file('pki/me.crt', f.world.admin.certificatePem);
      f.file('pki/me.key', f.world.admin.keyPem);
      return f.config({
        cluster: { 'server': f.world.server, 'certificate-authority': 'pki/ca.crt' },
        user: { 'client-certificate': 'pki/me.crt', 'client-key': './pki/me.key' },
      });
    },
  },
  {
    name: 'client certificate that has expired',
    make: f => f.config({ user: {
      'client-certificate-data': base64(f.world.expired.certificatePem),
      'client-key-data': base64(f.world.expired.keyPem),
    } }),
    kubectl: 'You must be logged in to the server',
    ours: ['unauthorized', 'Unauthorized'],
  },
  {
    name: 'client certificate without its key',
    make: f => f.config({ user: { 'client-certificate-data': base64(f.world.admin.certificatePem) } }),
    kubectl: 'client-key-data or client-key must be specified for u',
    ours: ['kubeconfig', 'user "u" has a client-certificate without a client-key'],
  },
  {
    name: 'key of another client certificate',
    make: f => f.config({ user: {
      'client-certificate-data': base64(f.world.admin.certificatePem),
      'client-key-data': base64(f.world.expired.keyPem),
    } }),
    kubectl: 'private key does not match public key',
    ours: ['kubeconfig', 'The client key does not belong to the client certificate'],
  },
  {
    name: 'client certificate file that is not there',
    make: f => f.config({ user: { 'client-certificate': 'no.crt', 'client-key': 'no.key' } }),
    kubectl: 'unable to read client-cert',
    ours: ['kubeconfig', 'no such file or directory'],
  },
  {
    name: 'client certificate that is no base64',
    make: f => f.config({ user: { 'client-certificate-data': '%%%', 'client-key-data': '' } }),
    kubectl: 'illegal base64 data',
    ours: ['kubeconfig', 'users[0].user.client-certificate-data must be base64'],
  },
  {
    name: 'CA of another cluster',
    make: f => f.config({ cluster: f.cluster({ 'certificate-authority-data': base64(f.world.otherCa) }) }),
    kubectl: 'certificate signed by unknown authority',
    ours: ['tls', 'certificate signed by unknown authority'],
  },
  {
    name: 'no CA',
    make: f => f.config({ cluster: { server: f.world.server } }),
    kubectl: 'certificate signed by unknown authority',
    ours: ['tls', 'certificate signed by unknown authority'],
  },
  {
    name: 'CA that is no certificate',
    make: f => f.config({ cluster: f.cluster({ 'certificate-authority-data': base64('hello') }) }),
    kubectl: 'unable to load root certificates',
    ours: ['kubeconfig', 'The certificate-authority has no PEM certificate'],
  },
  {
    name: 'CA file that is not there',
    make: f => f.config({ cluster: { 'server': f.world.server, 'certificate-authority': 'no.crt' } }),
    kubectl: 'unable to read certificate-authority',
    ours: ['kubeconfig', 'no such file or directory'],
  },
  {
    name: 'insecure-skip-tls-verify',
    make: f => f.config({ cluster: { 'server': f.world.server, 'insecure-skip-tls-verify': true } }),
  },
  {
    name: 'insecure-skip-tls-verify and a CA',
    make: f => f.config({ cluster: f.cluster({ 'insecure-skip-tls-verify': true }) }),
    kubectl: 'specifying a root certificates file with the insecure flag is not allowed',
    ours: ['kubeconfig', 'both a certificate-authority and insecure-skip-tls-verify'],
  },
  {
    name: 'tls-server-name of the certificate',
    make: f => f.config({ cluster: f.cluster({ 'tls-server-name': 'kubernetes.default.svc' }) }),
  },
  {
    name: 'tls-server-name of the certificate, for a server with a name',
    make: f => f.config({ cluster: f.cluster({
      'server': f.world.server.replace('127.0.0.1', 'localhost'), 'tls-server-name': 'kubernetes.default.svc',
    }) }),
  },
  {
    name: 'tls-server-name of somebody else',
    make: f => f.config({ cluster: f.cluster({ 'tls-server-name': 'example.com' }) }),
    kubectl: 'not example.com',
    ours: ['tls', 'example.com'],
  },
];

const tokens: readonly MatrixCase[] = [
  { name: 'token', make: f => f.config() },
  {
    name: 'token that nobody gave out',
    make: f => f.config({ user: { token: 'made-up-secret' } }),
    kubectl: 'You must be logged in to the server',
    ours: ['unauthorized', 'Unauthorized'],
  },
  {
    name: 'tokenFile beside the kubeconfig, with a line break at its end',
    make: f => {
      f.file('token', `${f.world.token}\n`);
      return f.config({ user: { tokenFile: 'token' } });
    },
  },
  {
    name: 'tokenFile goes before token',
    make: f => {
      f.file('token', f.world.token);
      return f.config({ user: { token: 'made-up-secret', tokenFile: 'token' } });
    },
  },
  {
    name: 'token counts when the tokenFile is not there',
    make: f => f.config({ user: { token: f.world.token, tokenFile: 'no-token' } }),
  },
  {
    name: 'tokenFile that is not there',
    make: f => f.config({ user: { tokenFile: 'no-token' } }),
    kubectl: 'no such file or directory',
    ours: ['kubeconfig', 'no such file or directory'],
  },
  {
    name: 'tokenFile that is empty',
    make: f => {
      f.file('token', '');
      return f.config({ user: { tokenFile: 'token' } });
    },
    kubectl: 'error: EOF', // it asks for a user name
    ours: ['credentials', 'is empty'],
  },
  {
    name: 'password, which no API server takes any more',
    make: f => f.config({ user: { username: 'me', password: 'made-up-secret' } }),
    kubectl: 'User "system:anonymous" cannot list',
    ours: ['forbidden', 'User "system:anonymous" cannot list'],
  },
  {
    name: 'token and password',
    make: f => f.config({ user: { token: f.world.token, username: 'me', password: 'made-up-secret' } }),
    kubectl: 'more than one authentication method found for u',
    ours: ['kubeconfig', 'both a token and a password'],
  },
  {
    name: 'auth-provider gcp',
    make: f => f.config({ user: { 'auth-provider': { name: 'gcp', config: {} } } }),
    kubectl: 'The gcp auth plugin has been removed',
    ours: ['kubeconfig', 'use the exec plugin gke-gcloud-auth-plugin'],
  },
  {
    name: 'auth-provider that nobody knows',
    make: f => f.config({ user: { 'auth-provider': { name: 'mine', config: {} } } }),
    kubectl: 'no Auth Provider found for name "mine"',
    ours: ['kubeconfig', 'The auth-provider "mine" is not known'],
  },
  {
    name: 'auth-provider oidc whose token has expired',
    make: f => f.config({ user: { 'auth-provider': { name: 'oidc', config: {
      'idp-issuer-url': 'https://127.0.0.1:1', 'client-id': 'me',
      'id-token': `e30.${Buffer.from('{"exp":1}').toString('base64url')}.x`,
    } } } }),
    kubectl: 'No valid id-token, and cannot refresh without refresh-token',
    ours: ['credentials', 'has expired: run kubectl once'],
  },
];

const plugins: readonly MatrixCase[] = [
  { name: 'exec plugin', make: f => f.exec(f.script('plugin', good(f))) },
  {
    name: 'exec plugin beside the kubeconfig, v1beta1, without interactiveMode',
    make: f => {
      f.script('bin/plugin', print(credential({ token: f.world.token }, 'v1beta1')));
      return f.exec('./bin/plugin', { interactiveMode: undefined }, 'v1beta1');
    },
  },
  {
    name: 'exec plugin that checks its args, env and KUBERNETES_EXEC_INFO',
    make: f => {
      f.script(
        'plugin',
        '[ "$1" = get ] && [ "$2" = "a b" ] && [ "$WHO" = me ] || exit 7',
        `case "$KUBERNETES_EXEC_INFO" in *'"server":"${f.world.server}"'*'"audience":"x"'*'"interactive":false'*) ;;`,
        '*) exit 8;; esac',
        good(f),
      );
      const extensions = [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'x' } }];
      return f.config({
        cluster: f.cluster({ extensions }),
        user: { exec: {
          apiVersion: 'client.authentication.k8s.io/v1', command: './plugin', args: ['get', 'a b'],
          env: [{ name: 'WHO', value: 'me' }], provideClusterInfo: true, interactiveMode: 'IfAvailable',
        } },
      });
    },
  },
  {
    name: 'exec plugin that prints a client certificate',
    make: f => f.exec(f.script('plugin', print(credential({
      clientCertificateData: f.world.admin.certificatePem, clientKeyData: f.world.admin.keyPem,
    })))),
  },
  {
    name: 'exec plugin that is not installed',
    make: f => f.exec('no-such-plugin', { installHint: 'brew install it' }),
    kubectl: 'executable no-such-plugin not found',
    ours: ['kubeconfig', 'The exec plugin no-such-plugin is not installed: brew install it'],
  },
  {
    name: 'exec plugin that fails',
    make: f => f.exec(f.script('plugin', 'echo "log in first" >&2', 'exit 3')),
    kubectl: 'failed with exit code 3',
    ours: ['credentials', 'failed with exit code 3: log in first'],
  },
  {
    name: 'exec plugin that prints something else',
    make: f => f.exec(f.script('plugin', 'echo made-up-secret')),
    kubectl: 'decoding stdout',
    ours: ['credentials', 'is of no use'],
  },
  {
    name: 'exec plugin that prints an error page',
    make: f => f.exec(f.script('plugin', 'echo "{made-up-secret: ["')),
    kubectl: 'decoding stdout',
    ours: ['credentials', 'is of no use'],
  },
  {
    name: 'exec plugin of another version',
    make: f => f.exec(f.script('plugin', print(credential({ token: f.world.token }, 'v1beta1')))),
    kubectl: 'plugin returned version client.authentication.k8s.io/v1beta1',
    ours: ['credentials', 'it printed another version'],
  },
  {
    name: 'exec plugin that prints nothing of use',
    make: f => f.exec(f.script('plugin', print(credential({})))),
    kubectl: 'didn\'t return a token or cert/key pair',
    ours: ['credentials', 'neither a token nor a certificate'],
  },
  {
    name: 'exec plugin whose token has been refused',
    make: f => f.exec(f.script('plugin', print(credential({ token: 'made-up-secret' })))),
    kubectl: 'You must be logged in to the server',
    ours: ['unauthorized', 'Unauthorized'],
  },
  {
    name: 'exec plugin whose first token is refused, and whose second is good',
    make: f => f.exec(f.script(
      'plugin',
      `if mkdir '${f.dir}/ran' 2>/dev/null; then`, print(credential({ token: 'made-up-secret' })), 'exit 0; fi',
      good(f),
    )),
    kubectl: '',
    differs: 'kubectl runs the plugin again for its next request; we ask for the same once more',
  },
  {
    name: 'exec plugin that must ask in a terminal',
    make: f => f.exec(f.script('plugin', good(f)), { interactiveMode: 'Always' }),
    kubectl: 'standard input is not a terminal',
    ours: ['credentials', 'asks questions in a terminal'],
  },
  {
    name: 'exec plugin without interactiveMode',
    make: f => f.exec(f.script('plugin', good(f)), { interactiveMode: undefined }),
    kubectl: 'interactiveMode must be specified for u',
    ours: ['kubeconfig', 'no interactiveMode'],
  },
  {
    name: 'exec plugin of v1alpha1',
    make: f => f.exec(f.script('plugin', good(f)), {}, 'v1alpha1'),
    kubectl: 'invalid apiVersion "client.authentication.k8s.io/v1alpha1"',
    ours: ['kubeconfig', 'unknown apiVersion "client.authentication.k8s.io/v1alpha1"'],
  },
  {
    name: 'a token goes before an exec plugin',
    make: f => f.config({ user: {
      token: f.world.token,
      exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'no-such-plugin', interactiveMode: 'Never' },
    } }),
  },
];

const impersonation: readonly MatrixCase[] = [
  {
    name: 'as a user who may',
    make: f => f.config({ user: {
      'token': f.world.token, 'as': 'jane', 'as-uid': '42', 'as-groups': ['other', 'system:masters'],
      'as-user-extra': { 'example.com/scope%': ['a', 'b'] },
    } }),
  },
  {
    name: 'as a user who may not',
    make: f => f.config({ user: { token: f.world.token, as: 'jane' } }),
    kubectl: 'User "jane" cannot list resource "horizontalpodautoscalers"',
    ours: ['forbidden', 'User "jane" cannot list resource "horizontalpodautoscalers"'],
  },
  {
    name: 'as somebody, by a user who may not impersonate',
    make: f => f.config({ user: { token: f.world.nobodyToken, as: 'jane' } }),
    kubectl: 'cannot impersonate-on:user-info:list',
    ours: ['forbidden', 'cannot impersonate-on:user-info:list'],
  },
  {
    name: 'groups without a user',
    make: f => f.config({ user: { 'token': f.world.token, 'as-groups': ['system:masters'] } }),
    kubectl: 'without impersonating a user',
    ours: ['kubeconfig', 'as-groups or as-user-extra without as'],
  },
];

const far = (folder: CaseFolder, more = {}): string =>
  folder.config({ cluster: folder.cluster({ server: folder.world.farServer, ...more }) });
const throughProxy = (proxy: (folder: CaseFolder) => string) => (folder: CaseFolder): string =>
  folder.config({ cluster: folder.cluster({ 'proxy-url': proxy(folder) }) });

const proxies: readonly MatrixCase[] = [
  { name: 'proxy-url http', make: throughProxy(({ world }) => world.proxies.http) },
  { name: 'proxy-url with a password', make: throughProxy(({ world }) => world.proxies.withPassword) },
  { name: 'proxy-url socks5', make: throughProxy(({ world }) => world.proxies.socks5) },
  {
    name: 'proxy-url that nobody serves',
    make: throughProxy(({ world }) => world.proxies.dead),
    kubectl: '127.0.0.1:443 was refused', // it does not name the proxy
    ours: ['unreachable', 'connection refused, 127.0.0.1:443 by way of the proxy 127.0.0.1:'],
  },
  {
    name: 'proxy-url that refuses',
    make: throughProxy(({ world }) => world.proxies.refusing),
    kubectl: 'Bad Gateway',
    ours: ['unreachable', 'the proxy answered 502'],
  },
  {
    name: 'proxy-url of an unknown scheme',
    make: throughProxy(() => 'ftp://127.0.0.1:1'),
    kubectl: 'unsupported scheme "ftp"',
    ours: ['kubeconfig', 'not an http, https or socks5 URL'],
  },
  { name: 'HTTPS_PROXY', make: far, env: ({ world }) => ({ HTTPS_PROXY: world.proxies.http }) },
  {
    name: 'https_proxy that nobody serves',
    make: far,
    env: ({ world }) => ({ https_proxy: world.proxies.dead }),
    kubectl: '10.99.0.1:443 was refused',
    ours: ['unreachable', 'by way of the proxy'],
  },
  {
    name: 'HTTPS_PROXY that nobody serves, and NO_PROXY with the network',
    make: far,
    env: ({ world }) => ({ HTTPS_PROXY: world.proxies.dead, NO_PROXY: 'example.com,10.0.0.0/8' }),
  },
  {
    name: 'HTTPS_PROXY that nobody serves, for this computer itself',
    make: f => f.config(),
    env: ({ world }) => ({ HTTPS_PROXY: world.proxies.dead }),
  },
];

const files: readonly MatrixCase[] = [
  {
    name: 'a list with a file that is not there, a CA relative to the second, and the first current-context',
    make: f => {
      f.file('two/ca.crt', f.world.ca);
      const one = f.file('one', JSON.stringify({ 'current-context': 'c' }));
      const two = f.config({
        name: 'two/config', cluster: { 'server': f.world.server, 'certificate-authority': 'ca.crt' },
        top: { 'current-context': 'elsewhere' },
      });
      return [f.dir + '/absent', one, two].join(':');
    },
  },
  {
    name: 'the first file\'s entry of a name, whole',
    make: f => [
      f.config({ name: 'one', user: { token: f.world.token } }),
      f.config({ name: 'two', user: { username: 'me', password: 'made-up-secret' } }),
    ].join(':'),
  },
  {
    name: 'the first file\'s entry of a name, though it is of no use',
    make: f => [f.config({ name: 'one', user: { token: 'made-up-secret' } }), f.config({ name: 'two' })].join(':'),
    kubectl: 'You must be logged in to the server',
    ours: ['unauthorized', 'Unauthorized'],
  },
  {
    name: 'a name twice in one file',
    make: f => f.config({ top: { users: [{ name: 'u', user: { token: f.world.token } }, { name: 'u', user: {} }] } }),
    kubectl: 'duplicate name "u" in list', // and then the whole list, tokens and all
    ours: ['kubeconfig', 'users has the name "u" twice'],
  },
  {
    name: 'one broken file of two',
    make: f => [f.config({ name: 'one' }), f.file('two', 'clusters: [made-up-secret')].join(':'),
    kubectl: 'error loading config file',
    ours: ['kubeconfig', '/two is not a kubeconfig: line 1'],
  },
  {
    name: 'no YAML',
    make: f => f.file('config', 'users:\n- name: u\n  user: {token: made-up-secret\n clusters: ]'),
    kubectl: 'error loading config file',
    ours: ['kubeconfig', '/config is not a kubeconfig: line '],
  },
  {
    name: 'a number for a name',
    make: f => f.config({ context: { cluster: 'c', user: 'u', namespace: 12 } }),
    kubectl: 'cannot unmarshal number',
    ours: ['kubeconfig', 'contexts[0].context.namespace must be a text'],
  },
  {
    name: 'fields that nobody knows, a key twice, a tab in a comment',
    make: f => f.file('config', `${JSON.stringify({
      'users': [{ name: 'u', user: { 'token': f.world.token, 'x-new': [1] }, 'more': true }],
      'clusters': [{ name: 'c', cluster: f.cluster({ 'disable-compression': true }) }],
      'contexts': [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    }).slice(0, -1)}, "current-context": "x", "current-context": "c"} #\ta comment\n`),
  },
  {
    name: 'another kind of object',
    make: f => f.config({ top: { kind: 'Pod' } }),
    kubectl: 'no kind "Pod" is registered',
    ours: ['kubeconfig', 'it is not of apiVersion v1 and kind Config'],
  },
  {
    name: 'a current-context that is not there',
    make: f => f.config({ top: { 'current-context': 'elsewhere' } }),
    kubectl: 'context was not found for specified context: elsewhere',
    ours: ['kubeconfig', 'has no context "elsewhere"'],
  },
  {
    name: 'no current-context',
    make: f => f.config({ top: { 'current-context': '' } }),
    kubectl: 'localhost:8080 was refused',
    ours: ['kubeconfig', 'sets no current context'],
  },
  {
    name: 'a context without its cluster',
    make: f => f.config({ context: { cluster: 'gone', user: 'u' } }),
    kubectl: 'localhost:8080 was refused',
    ours: ['kubeconfig', 'names a cluster that the kubeconfig lacks'],
  },
  {
    name: 'a context without its user',
    make: f => f.config({ context: { cluster: 'c', user: 'gone' } }),
    kubectl: 'error: EOF', // it asks for a user name
    ours: ['kubeconfig', 'names a user that the kubeconfig lacks'],
  },
  {
    name: 'a context that names no user',
    make: f => f.config({ context: { cluster: 'c' } }),
    kubectl: 'Please enter Username',
    ours: ['forbidden', 'system:anonymous'],
  },
  {
    name: 'a cluster without a server',
    make: f => f.config({ cluster: {} }),
    kubectl: 'localhost:8080 was refused',
    ours: ['kubeconfig', 'the cluster "c" has no server'],
  },
  {
    name: 'a server that nobody serves',
    make: f => f.config({ cluster: f.cluster({ server: 'https://127.0.0.1:1' }) }),
    kubectl: '127.0.0.1:1 was refused',
    ours: ['unreachable', 'connection refused, 127.0.0.1:1'],
  },
  {
    name: 'a server without TLS where there is TLS',
    make: f => f.config({ cluster: f.cluster({ server: f.world.server.replace('https', 'http') }) }),
    kubectl: 'the server rejected our request for an unknown reason',
    ours: ['badResponse', 'Client sent an HTTP request to an HTTPS server'],
  },
  {
    name: 'no file at all',
    make: f => f.dir + '/absent',
    kubectl: 'localhost:8080 was refused',
    ours: ['noKubeconfig', 'absent does not exist'],
  },
];

/** All of them. */
export const matrix: readonly MatrixCase[] = [
  ...certificates, ...tokens, ...plugins, ...impersonation, ...proxies, ...files,
];

/** Takes a minute, so it is started first and looked at last. */
export const hangingPlugin: MatrixCase = {
  name: 'exec plugin that hangs',
  make: f => f.exec(f.script('plugin', 'echo "waiting for the browser" >&2', 'sleep 600')),
  kubectl: 'waiting for the browser',
  ours: ['credentials', 'did not end within 60 s: waiting for the browser'],
};
