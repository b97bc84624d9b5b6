/** What an object belongs to, as `metadata.ownerReferences` names it. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

/** An object that may belong to others. */
export interface OwnedObject {
  readonly metadata: { readonly ownerReferences?: readonly OwnerReference[] | null };
}

/** The one owner that controls an object, if one does. */
export function controllerOf({ metadata }: OwnedObject): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller);
}
