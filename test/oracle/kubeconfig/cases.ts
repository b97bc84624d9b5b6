import type { Random } from '../random.js';

/** A kubeconfig to be read, or a server to which a proxy is wanted. */
export type KubeconfigCase =
  | { readonly text: string }
  | { readonly server: string; readonly https: string; readonly http: string; readonly no: string };

/** YAML values that readers disagree about. */
const SCALARS = [
  'a', '"a b"', '12', '1.5', '0x1f', '0o17', '017', '1e3', '1_000', 'true', 'True', '"true"', 'yes', 'no', 'on', 'off',
  'null', '~', '', '[]', '{}', '[a, b]', '[a, 1]', '[~]', '{a: b}', '2024-01-02', '2024-01-02T03:04:05Z', '12:30',
  '1:30:00', '\'it\'\'s\'', '"\\u00e9"', '!!str 12', '!!int "12"', '!!binary YQ==', 'YWJj', 'YWJjZA', 'YWJjZA==',
  '"YWJj\\nZGVm"', '%%%', '|\n      text\n', '>-\n      folded\n      text\n', '- a', '*gone',
  '"open', '@a', '`a', 'a: b: c',
  'a # comment', '"a" # comment', '\ta', '&x a', '=', '+12', '-0', '0b11', '08', 'NaN', '.', '-', '?',
] as const;
const CLUSTER = [
  'server', 'tls-server-name', 'insecure-skip-tls-verify', 'certificate-authority-data', 'proxy-url',
  'disable-compression', 'extensions', 'x-unknown', 'Server',
] as const;
const USER = [
  'token', 'username', 'password', 'client-certificate-data', 'as', 'as-uid', 'as-groups', 'as-user-extra',
  'auth-provider', 'exec', 'Token',
] as const;
const EXEC = ['apiVersion', 'command', 'args', 'env', 'provideClusterInfo', 'interactiveMode', 'installHint'] as const;
const CONTEXT = ['cluster', 'user', 'namespace', 'extensions'] as const;
const TOP = ['apiVersion', 'kind', 'current-context', 'preferences', 'x-unknown', 'clusters'] as const;

const HOSTS = [
  'k.example.com', 'example.com', 'K.EXAMPLE.COM', 'xample.com', 'localhost', '127.0.0.1', '127.9.9.9', '10.0.0.1',
  '10.1.2.3', '11.0.0.1', '[::1]', '[fd00::7]', '[fe80::1]', 'a.local',
] as const;
const PROXIES = [
  '', 'http://p:3128', 'p:3128', 'https://p', 'socks5://p:1080', 'p', 'http://u:w@p:1',
] as const;
const NO_PROXIES = [
  '', '*', 'example.com', '.example.com', '*.example.com', 'k.example.com', 'example.com:443', 'example.com:6443',
  'EXAMPLE.com', '10.0.0.0/8', '10.0.0.1', '10.0.0.1:443', '10.0.0.1:6443', 'fd00::/8', 'fd00::7', '[fd00::7]',
  '[fd00::7]:6443', '0.0.0.0/0', '::/0', ' example.com ', '*.', '.', 'com', 'local', '10.0.0.0/33', '*example.com',
] as const;

/** Random cases, the same for the same seed. */
export function makeKubeconfigCases(random: Random, count: number): KubeconfigCase[] {
  return Array.from({ length: count }, () => random.chance(0.5) ? proxyCase(random) : { text: kubeconfig(random) });
}

function proxyCase(random: Random): KubeconfigCase {
  const port = random.pick(['', ':443', ':6443']);
  return {
    server: `${random.pick(['https', 'https', 'http'])}://${random.pick(HOSTS)}${port}`,
    https: random.pick(PROXIES),
    http: random.pick(PROXIES),
    no: random.list(0, 3, () => random.pick(NO_PROXIES)).join(','),
  };
}

function kubeconfig(random: Random): string {
  const fields = (names: readonly [string, ...string[]], indent: string, most = 2): string =>
    random.list(0, most, () => {
      const value = random.chance(0.4) ? 'YWJj' : random.pick(SCALARS);
      return `${indent}${random.pick(names)}: ${value}\n`;
    }).join('');
  const exec = random.chance(0.3) ? `    exec:\n${fields(EXEC, '      ', 3)}` : '';
  return [
    fields(TOP, '', 1),
    `clusters:\n- name: ${random.chance(0.9) ? 'c' : random.pick(SCALARS)}\n  cluster:\n${fields(CLUSTER, '    ')}`,
    random.chance(0.1) ? '- name: c\n' : '',
    `users:\n- name: u\n  user:\n${fields(USER, '    ', 1)}${exec}`,
    `contexts:\n- name: x\n  context:\n${fields(CONTEXT, '    ', 1)}`,
    random.chance(0.05) ? '---\n{' : '',
  ].join('').replace(/-data: \[.*/g, '-data: YQ=='); // Go takes a list of numbers for bytes: nobody writes that
}
