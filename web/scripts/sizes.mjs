// What the built page weighs on the wire: the first load, which has a limit, and what is loaded later, chunk by chunk.
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const DIST = new URL('../dist/', import.meta.url);
const LIMIT = 600_000;
const COMPRESSED = /\.(js|mjs|css|html|svg|txt)$/;

const read = (name) => readFileSync(new URL(name, DIST));
const weigh = (name) => {
  const bytes = read(name);
  const small = COMPRESSED.test(name);
  return { name, plain: bytes.length, brotli: small ? brotliCompressSync(bytes).length : bytes.length, gzip: small ? gzipSync(bytes).length : bytes.length };
};

/** A file and what it imports at once; a later `import()` is not followed. */
function withImports(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  if (name.endsWith('.js')) {
    const text = read(name).toString();
    for (const [, other] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) withImports(`assets/${other}`, found);
  }
  return found;
}

const html = read('index.html').toString();
const first = new Set(['index.html']);
for (const [, name] of html.matchAll(/(?:src|href)="\/([^"]+)"/g)) for (const one of withImports(name)) first.add(one);
for (const name of readdirSync(new URL('fonts/', DIST))) if (name.endsWith('.woff2')) first.add(`fonts/${name}`);
const later = readdirSync(new URL('assets/', DIST)).map((name) => `assets/${name}`).filter((name) => !first.has(name));

const kB = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
function table(title, names) {
  const rows = [...names].map(weigh).sort((a, b) => b.brotli - a.brotli);
  const sum = (key) => rows.reduce((all, row) => all + row[key], 0);
  console.log(`${title}\n   brotli        gzip         plain`);
  for (const row of rows) console.log(`${kB(row.brotli)} ${kB(row.gzip)} ${kB(row.plain)}  ${row.name}`);
  console.log(`${kB(sum('brotli'))} ${kB(sum('gzip'))} ${kB(sum('plain'))}  together\n`);
  return sum('brotli');
}
const weight = table('first load, fonts included', first);
table('loaded when needed', later);
if (weight > LIMIT) {
  console.error(`The first load is ${kB(weight).trim()} compressed, above ${kB(LIMIT).trim()}.`);
  process.exit(1);
}
