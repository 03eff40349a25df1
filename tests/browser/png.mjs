// Makes pictures of text small: a palette instead of three bytes for each point.
import { deflateSync, inflateSync } from "node:zlib";

/** The same picture in its most frequent colours, so many at most; the others become the nearest of them. */
export function withPalette(png, most = 256) {
  const { width, height, points } = decode(png);
  const at = (point) => (points[point * 3] << 16) | (points[point * 3 + 1] << 8) | points[point * 3 + 2];
  const times = new Map();
  for (let point = 0; point < width * height; point += 1) times.set(at(point), (times.get(at(point)) ?? 0) + 1);
  const colours = [...times].sort(([one, some], [other, more]) => more - some || one - other).map(([colour]) => colour);
  const palette = colours.slice(0, most);
  const places = new Map(colours.map((colour, place) => [colour, place < most ? place : nearest(colour, palette)]));
  const rows = Buffer.alloc((width + 1) * height); // each row begins with its filter, 0: none
  for (let point = 0; point < width * height; point += 1) rows[point + Math.floor(point / width) + 1] = places.get(at(point));
  return encode(width, height, palette, rows);
}

/** Place of the colour of the palette that differs least. */
function nearest(colour, palette) {
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const here = parts(colour);
  const far = palette.map((other) => parts(other).reduce((sum, part, at) => sum + (part - here[at]) ** 2, 0));
  return far.indexOf(Math.min(...far));
}

/** Three bytes for each point, of a picture as Chromium writes it: eight bits, not interlaced. */
function decode(png) {
  const parts = [];
  let header;
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    const content = png.subarray(at + 8, at + 8 + length);
    if (name === "IHDR") header = content;
    if (name === "IDAT") parts.push(content);
    at += length + 12;
  }
  const [width, height, bits, kind] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9]];
  const bytes = { 2: 3, 6: 4 }[kind];
  if (bits !== 8 || bytes === undefined) throw new Error(`a picture of kind ${kind} with ${bits} bits`);
  const raw = inflateSync(Buffer.concat(parts));
  const line = width * bytes;
  const points = Buffer.alloc(width * height * 3);
  let above = Buffer.alloc(line);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)];
    const row = raw.subarray(y * (line + 1) + 1, (y + 1) * (line + 1));
    for (let at = 0; at < line; at += 1) {
      const left = at < bytes ? 0 : row[at - bytes];
      const corner = at < bytes ? 0 : above[at - bytes];
      row[at] += [0, left, above[at], (left + above[at]) >> 1, paeth(left, above[at], corner)][filter];
    }
    for (let x = 0; x < width; x += 1) row.copy(points, (y * width + x) * 3, x * bytes, x * bytes + 3);
    above = row;
  }
  return { width, height, points };
}

/** The neighbour that is nearest to left + above - corner, as the format has it. */
function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [one, two, three] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return one <= two && one <= three ? left : two <= three ? above : corner;
}

function encode(width, height, palette, rows) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // eight bits, a palette
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([signature, chunk("IHDR", header), chunk("PLTE", colours), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name, content) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** The format's checksum; Node has one of its own only since 20.15. */
function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
}
