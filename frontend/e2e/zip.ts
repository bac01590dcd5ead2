import { crc32, inflateRawSync } from "node:zlib";

/** A file in an archive. */
export interface Part {
  name: string;
  text: string;
}

/** The parts of a zip file; all of a workbook's are texts. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export function unpack(zip: Buffer): Part[] {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06"));
  const parts: Part[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let i = zip.readUInt16LE(end + 10); i > 0; i--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameSize, extra, comment] = [
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + size);
    parts.push({
      name: zip.toString("utf8", at + 46, at + 46 + nameSize),
      text: (method === 0 ? packed : inflateRawSync(packed)).toString("utf8"),
    });
    at += 46 + nameSize + extra + comment;
  }
  return parts;
}

/** An archive of texts. */
export function pack(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const [name, data] = [Buffer.from(part.name), Buffer.from(part.text)];
    // Version, flags, method, time, day, checksum, sizes, name, extra: what both headers share.
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(data.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    files.push(Buffer.from("PK\x03\x04"), shared, name, data);
    list.push(Buffer.from("PK\x01\x02\x14\x00"), shared, rest, name);
    offset += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, directory, Buffer.from("PK\x05\x06"), end]);
}
