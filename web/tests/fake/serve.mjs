// A stand-in for a node and for the demo's listener, answering by the contract from fixtures, with the
// same content security policy. For seeing the page without a server and for states hard to get live.
//   node tests/fake/serve.mjs [port] [demo|node] [party/node]
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Authority } from './authority.mjs';
import { board } from './commitments.mjs';
import { Files, likely } from './incidents.mjs';
import { bars, listed, mapIncidents } from './floor.mjs';
import { Secretariat } from './joint.mjs';
import { World } from './world.mjs';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.mjs': 'text/javascript', '.txt': 'text/plain; charset=utf-8' };
/** Word for word what `seamline-server` sends; a unit test compares. */
export const CSP = "default-src 'self'; img-src 'self' data: blob:; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const body = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const fault = (blame, what, kept, next, code, field = null, args = {}) => ({ error: { code, field, args, blame, what, kept, next } });

export function start({ port = 0, page = 'demo', seat = { party: 'iraq', node: 'makhmour' }, incidents, commitments } = {}) {
  const world = new World({ incidents, commitments });
  const authority = new Authority(world);
  const files = new Files();
  const secretariat = new Secretariat(world);
  // `expire()` ends every session, as a node does with an old one
  const state = { expire: () => { state.loggedIn = false; for (const stream of state.streams) stream.end(); }, loggedIn: page === 'demo', officer: 'duty', fail: null, me: {}, streams: new Set() };

  function emit(event, data) {
    for (const stream of state.streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  async function api(request, response, at, path, query) {
    const send = (status, value) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const octets = (text) => response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(text);
    const json = async () => JSON.parse((await body(request)).toString() || '{}');
    const me = { officer: state.officer, roles: ['duty-officer', 'releasing-officer', 'administrator'], may: ['read', 'record', 'release', 'administer', 'audit'], limits: null, ...state.me };
    if (state.fail && path === state.fail) return send(502, fault('peer', 'The desk at Makhmour does not answer.', 'All that was acknowledged.', 'Call the desk; the link is tried again every 30 s.'));
    if (path === '/login') {
      const given = await json();
      if (given.password === 'wrong') return send(401, fault('you', 'Officer or password is not known here.', 'Nothing was changed.', 'Ask the administrator for a one-time link.', 'login-wrong', 'officer'));
      state.loggedIn = true;
      if (given.officer) state.officer = given.officer;
      me.officer = state.officer;
      return send(200, me);
    }
    if (!state.loggedIn) return send(401, fault('you', 'No officer is logged in.', 'Nothing was changed.', 'Log in.', 'not-logged-in'));
    if (path === '/logout') {
      state.loggedIn = false;
      return send(200, {});
    }
    if (path === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`event: clock\ndata: ${JSON.stringify({ now: world.now() })}\n\n`);
      state.streams.add(response);
      return request.on('close', () => state.streams.delete(response));
    }
    const ruled = await authority.answer(request.method, path, query, json, me, fault);
    if (ruled) {
      if (request.method !== 'GET') setTimeout(() => emit('records', { ids: [] }), 50);
      return ruled[1] === null ? response.writeHead(ruled[0]).end() : send(...ruled);
    }
    const deliberated = await secretariat.answer(request.method, path, json, at, fault);
    if (deliberated) {
      const [status, value] = deliberated;
      if (request.method !== 'GET' && status < 300) setTimeout(() => emit('records', { ids: [] }), 50);
      if (value?.octets !== undefined) return response.writeHead(status, { 'content-type': value.type }).end(value.octets);
      return value === null ? response.writeHead(status).end() : send(status, value);
    }
    const number = (name) => (query.has(name) ? Number(query.get(name)) : undefined);
    const one = /^\/records\/([0-9a-f]{64})(?:\/(\w+))?$/.exec(path);
    if (one) {
      const record = world.find(one[1]);
      if (!record || !world.held(record, at)) return send(404, fault('you', 'This node holds no such record.', 'Nothing was changed.', 'See the id.', 'record-unknown'));
      if (one[2] === 'preview') return send(200, world.preview(one[1], query.get('to'), me.limits));
      if (one[2] === 'evidence') return octets(`evidence ${one[1]}`);
      if (one[2] === 'release') {
        const given = await json();
        const level = record.caveats ? 'confidential' : 'restricted';
        if (authority.needsTwo(level)) return send(409, fault('you', 'Two officers release this.', 'Nothing left this node.', 'Propose it.', 'second-officer-needed', null, { level }));
        const answer = world.release(one[1], given.to, given.slots, given.mode === 'show');
        setTimeout(() => emit('records', { ids: [one[1]] }), 50);
        return send(200, answer);
      }
      return send(200, world.item(record, at));
    }
    if (path === '/likely') return send(200, likely(world, at, await json()));
    if (path === '/files') return send(200, files.put(await body(request)));
    if (path.startsWith('/files/')) return octets(files.get(path.slice(7)) ?? '');
    if (path === '/records' && request.method === 'POST') {
      const draft = await json();
      const unknown = world.unknownSlot(draft);
      if (unknown) return send(422, fault('you', `There is no slot "${unknown}".`, 'Nothing was changed.', 'Reload the page.', 'slot-unknown', unknown));
      const answer = world.add(at, draft);
      setTimeout(() => emit('records', { ids: [answer.id] }), 50);
      return send(200, answer);
    }
    const answers = {
      '/me': () => me,
      '/node': () => world.node(at),
      '/centres': () => world.centres(),
      '/desk': () => world.desk(at, { centre: query.get('centre'), to: number('to'), limit: number('limit') }),
      '/due': () => world.due(at),
      '/commitments': () => board(world, at, query),
      '/timeline': () => world.timeline(at),
      '/map': () => world.map(at),
      '/records': () => world.search(at, { ...Object.fromEntries(query), limit: number('limit'), before: number('before') }),
      '/map/incidents': () => mapIncidents(world, at, query),
      '/incidents': () => listed(world, at, query),
      '/incidents/bars': () => bars(world, at, query),
      '/links': () => world.links(at),
      '/bundles/import': () => ({ from: 'kurdistan/khanaqin', entries: 41, new_records: 38, duplicates: 3, quarantined: 0, state_hash: world.node(at).state_hash }),
    };
    if (path === '/bundles/export') return octets('bundle');
    const answer = answers[path];
    return answer ? send(200, answer()) : send(404, fault('you', 'No such thing.', 'Nothing was changed.', ''));
  }

  async function demo(request, response, path, base) {
    const send = (value) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (path === '/info') return send(world.info(base));
    const given = JSON.parse((await body(request)).toString() || '{}');
    if (path === '/plug') {
      world.plug(given.centre, given.out);
      emit('links', {});
      return send({});
    }
    if (path === '/stick') {
      await new Promise((done) => setTimeout(done, 1500));
      const result = world.stick(given.centre);
      emit('clock', { now: world.now() });
      emit('records', { ids: [] });
      return send(result);
    }
    response.writeHead(404).end();
  }

  async function file(response, path) {
    const name = normalize(path).replace(/^\/+/, '');
    const found = extname(name) ? join(DIST, name) : join(DIST, 'index.html');
    let text = await readFile(found);
    if (found.endsWith('index.html')) text = text.toString().replace('name="seamline-page" content="demo"', `name="seamline-page" content="${page}"`);
    response.writeHead(200, { 'content-type': TYPES[extname(found)] ?? 'application/octet-stream', 'content-security-policy': CSP }).end(text);
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, `http://${request.headers.host}`);
    const through = /^\/demo\/at\/([\w-]+)\/([\w-]+)\/api(\/.*)$/.exec(url.pathname);
    try {
      if (through) await api(request, response, { party: through[1], node: through[2] }, through[3], url.searchParams);
      else if (url.pathname.startsWith('/demo/')) await demo(request, response, url.pathname.slice(5), url.origin);
      else if (url.pathname.startsWith('/api/')) await api(request, response, seat, url.pathname.slice(4), url.searchParams);
      else await file(response, url.pathname);
    } catch (cause) {
      if (!response.headersSent) response.writeHead(cause.code === 'ENOENT' ? 404 : 500);
      response.end(String(cause));
    }
  });
  return new Promise((done) => {
    server.listen(port, '127.0.0.1', () => done({ url: `http://127.0.0.1:${server.address().port}`, world, authority, secretariat, state, emit, close: () => (server.closeAllConnections(), server.close()) }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [party, node] = (process.argv[4] ?? 'iraq/makhmour').split('/');
  const running = await start({ port: Number(process.argv[2] ?? 7071), page: process.argv[3] ?? 'demo', seat: { party, node } });
  console.log(running.url);
}
