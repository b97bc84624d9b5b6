const endRecord = 0x06054b50;
const centralRecord = 0x02014b50;

/** The names in a zip file, from its central directory. */
export function zipEntries(bytes) {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== endRecord) {
    end--;
  }
  if (end < 0) {
    throw new Error('Not a zip file.');
  }
  const names = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== centralRecord) {
      throw new Error('The directory of the zip file is damaged.');
    }
    const nameLength = bytes.readUInt16LE(at + 28);
    names.push(bytes.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return names.sort();
}
