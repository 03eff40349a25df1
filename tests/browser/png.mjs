// Makes pictures of text small: a palette instead of three bytes for each point.
import { deflateSync, inflateSync } from "node:zlib";

/** Colours of a palette, at most. */
const MOST = 256;

/**
 * The same picture with a palette. Colours are rounded only as far as there are more than fit, or by the
 * step that is asked for.
 */
export function withPalette(png, least = 1) {
  const { width, height, points } = decode(png);
  for (let step = least; ; step *= 2) {
    const palette = new Map();
    const rows = Buffer.alloc((width + 1) * height); // each row begins with its filter, 0: none
    for (let at = 0; at < width * height && palette.size <= MOST; at += 1) {
      const colour = rounded(points, at * 3, step);
      const place = palette.get(colour) ?? palette.size;
      if (place === palette.size) palette.set(colour, place);
      rows[at + Math.floor(at / width) + 1] = place;
    }
    if (palette.size <= MOST) return encode(width, height, [...palette.keys()], rows);
  }
}

/** One colour as a number, with each of its parts rounded to a multiple of `step`; white stays white. */
function rounded(points, at, step) {
  let colour = 0;
  for (let part = 0; part < 3; part += 1) {
    colour = colour * 256 + Math.min(255, Math.round(points[at + part] / step) * step);
  }
  return colour;
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
