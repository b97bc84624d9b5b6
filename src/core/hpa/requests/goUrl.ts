const unescapedByEncode = /[!'()*]/g;
const loneSurrogate = /\p{Surrogate}/gu;
const pathMarks = /%(?:24|26|2B|2C|2F|3A|3B|3D|40)/g;

/** A query value as Go's `url.QueryEscape` writes it. */
export function queryEscape(text: string): string {
  return escapeAll(text).replaceAll('%20', '+');
}

/** A path as Go's `url.URL` writes it: slashes and some marks stay, everything else that is not plain is escaped. */
export function pathEscape(path: string): string {
  return escapeAll(path).replace(pathMarks, decodeURIComponent);
}

function escapeAll(text: string): string {
  return encodeURIComponent(text.replace(loneSurrogate, '\ufffd'))
    .replace(unescapedByEncode, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
