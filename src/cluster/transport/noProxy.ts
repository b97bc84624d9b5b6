import { BlockList, isIP } from 'node:net';

interface Domain {
  /** With a dot before it. */
  readonly suffix: string;
  readonly itself: boolean;
  readonly port: number | undefined;
}

interface Address {
  readonly addresses: BlockList;
  /** A list would find an IPv4 address in `::/0` too. */
  readonly family: number;
  readonly port: number | undefined;
}

/**
 * The hosts that are reached without a proxy: `example.com` with all below it, `.example.com` or `*.example.com` for
 * only those below, addresses, networks such as `10.0.0.0/8`, each with a port or without, and `*` for all.
 *
 * @see golang.org/x/net/http/httpproxy, `config.init`
 */
export class NoProxy {
  readonly #addresses: Address[] = [];
  readonly #domains: Domain[] = [];
  #all = false;

  constructor(list: string) {
    for (const entry of list.split(',').map(text => text.trim().toLowerCase()).filter(text => text !== '')) {
      this.#all ||= entry === '*';
      this.#add(entry);
    }
  }

  /** Whether a host, a name or an address without brackets, is among them. */
  has(host: string, port: number): boolean {
    const is = (wanted: number | undefined): boolean => wanted === undefined || wanted === port;
    const family = isIP(host);
    if (this.#all || family !== 0) {
      return this.#all || this.#addresses.some(entry =>
        entry.family === family && is(entry.port) && entry.addresses.check(host, nameOf(family)));
    }
    const name = host.toLowerCase();
    return this.#domains.some(({ suffix, itself, port: wanted }) =>
      is(wanted) && (name.endsWith(suffix) || (itself && name === suffix.slice(1))));
  }

  #add(entry: string): void {
    const addresses = new BlockList();
    const ofNetwork = addNetwork(addresses, entry);
    if (ofNetwork !== 0) {
      this.#addresses.push({ addresses, family: ofNetwork, port: undefined });
      return;
    }
    const { host, port } = splitPort(entry);
    const family = isIP(host);
    if (family !== 0) {
      addresses.addAddress(host, nameOf(family));
      this.#addresses.push({ addresses, family, port });
    } else if (host !== '') {
      const name = host.startsWith('*.') ? host.slice(1) : host;
      const itself = !name.startsWith('.');
      this.#domains.push({ suffix: itself ? `.${name}` : name, itself, port });
    }
  }
}

/** 4 or 6; 0 when the entry is no network. */
function addNetwork(addresses: BlockList, entry: string): number {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(entry) ?? [];
  const family = isIP(address);
  if (family === 0 || Number(bits) > (family === 6 ? 128 : 32)) {
    return 0;
  }
  addresses.addSubnet(address, Number(bits), nameOf(family));
  return family;
}

function nameOf(family: number): 'ipv4' | 'ipv6' {
  return family === 6 ? 'ipv6' : 'ipv4';
}

/** `host:port` or `[address]:port`; an IPv6 address without brackets has no port. */
function splitPort(entry: string): { readonly host: string; readonly port: number | undefined } {
  const [, bracketed, plain, port = ''] = /^(?:\[(.*)\]|([^:]*)):([^:]*)$/.exec(entry) ?? [];
  const host = bracketed ?? plain;
  return host === undefined ? { host: entry, port: undefined } : { host, port: port === '' ? undefined : Number(port) };
}
