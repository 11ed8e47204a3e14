// Pictures of pages in few bytes: a page has few colours, so that a picture with a palette of them is a quarter of one without.
import { crc32, deflateSync } from "node:zlib";

const COLOURS = 256;

/** A picture's pixels as the browser decodes it: red, green, blue of each, line by line. */
async function decode(page, png) {
  await page.goto("about:blank");
  const { width, height, base64 } = await page.evaluate(async (source) => {
    const picture = await createImageBitmap(await (await fetch(source)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0);
    const { data } = pen.getImageData(0, 0, picture.width, picture.height);
    const bytes = [];
    for (let at = 0; at < data.length; at += 0x8000) bytes.push(String.fromCharCode(...data.subarray(at, at + 0x8000)));
    return { width: picture.width, height: picture.height, base64: btoa(bytes.join("")) };
  }, `data:image/png;base64,${png.toString("base64")}`);
  const rgba = Buffer.from(base64, "base64");
  return { width, height, pixels: Uint32Array.from({ length: width * height }, (_, at) => rgba.readUIntBE(at * 4, 3)) };
}

const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];

/** The most frequent colours, in an order that depends on the picture alone, and for each colour the place of the nearest. */
function palette(pixels) {
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const colours = [...counts].sort(([a, m], [b, n]) => n - m || a - b).slice(0, COLOURS).map(([colour]) => colour);
  const distance = (a, b) => parts(a).reduce((sum, part, at) => sum + (part - parts(b)[at]) ** 2, 0);
  const nearest = (colour) => colours.reduce((best, one, at) => (distance(one, colour) < distance(colours[best], colour) ? at : best), 0);
  return { colours, places: new Map([...counts.keys()].map((colour) => [colour, nearest(colour)])) };
}

function chunk(kind, data) {
  const named = Buffer.concat([Buffer.from(kind), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** The picture `png` once more, with a palette of at most 256 colours. `page` is used to decode it. */
export async function withPalette(page, png) {
  const { width, height, pixels } = await decode(page, png);
  const { colours, places } = palette(pixels);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, which say a place in the palette.
  header.set([8, 3, 0, 0, 0], 8);
  // Before each line a 0: its bytes stand as they are.
  const lines = Buffer.alloc((width + 1) * height);
  pixels.forEach((colour, at) => { lines[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = places.get(colour); });
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("PLTE", Buffer.from(colours.flatMap(parts))), chunk("IDAT", deflateSync(lines, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
