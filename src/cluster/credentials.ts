import type { Dispatcher } from 'undici';
import type { Proof } from './login/login.js';
import type { Headers } from './transport/impersonationHeaders.js';

/** What a request needs besides its URL: the headers that say who asks, and the connections that prove it. */
export interface Credentials {
  readonly headers: Headers;
  readonly dispatcher: Dispatcher;
  /** What the headers and connections prove: to say which one was refused. */
  readonly proof: Proof;
}
