import type { GroupVersionResource, RestMappings } from '../controllerConfig.js';
import { isObject, type JsonObject } from '../../raw/jsonValue.js';
import type { ApiReader } from './apiReader.js';
import type { Decoded } from './decodeObject.js';
import { decodeScale, type Scale } from './decodeScale.js';
import type { RestRequest } from './restRequest.js';

/** Reads and writes scales, as the HPA controller does. @see kubernetes/client-go scale/client.go */
export class ScaleClient {
  readonly #reader: ApiReader;
  readonly #mappings: RestMappings;
  readonly #namespace: string;

  constructor(reader: ApiReader, mappings: RestMappings, namespace: string) {
    this.#reader = reader;
    this.#mappings = mappings;
    this.#namespace = namespace;
  }

  get(resource: GroupVersionResource, name: string): Decoded<Scale> {
    const answer = this.#reader.get(this.#request('GET', resource, name));
    return answer.ok ? decodeScale(answer.body) : answer;
  }

  /** Writes the number of replicas into a scale that was read before. */
  update(resource: GroupVersionResource, scale: Scale, replicas: number): Decoded<Scale> {
    const answer = this.#reader.put(this.#request('PUT', resource, scale.name), withReplicas(scale.object, replicas));
    return answer.ok ? decodeScale(answer.body) : answer;
  }

  #request(verb: RestRequest['verb'], resource: GroupVersionResource, name: string): RestRequest {
    const { group, version } = this.#preferred(resource);
    return {
      verb,
      base: group === '' ? `/api/${version}` : `/apis/${group}/${version}`,
      group: '',
      namespace: this.#namespace,
      resource: resource.resource,
      name,
      subresource: 'scale',
    };
  }

  /** The client asks for a resource without a version and takes the first that the mapper has of it. */
  #preferred({ group, version, resource }: GroupVersionResource): GroupVersionResource {
    for (const mappings of this.#mappings.values()) {
      const first = mappings.find(mapping => mapping.group === group && mapping.resource === resource);
      if (first) {
        return first;
      }
    }
    return { group, version, resource };
  }
}

function withReplicas(scale: JsonObject, replicas: number): JsonObject {
  const spec = scale['spec'];
  return { ...scale, spec: { ...isObject(spec) ? spec : {}, replicas } };
}
