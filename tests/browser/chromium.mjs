// SPDX-License-Identifier: GPL-3.0-or-later
// Headless Chromium through its debugging pipe: messages of JSON with a zero byte between them. No
// package beside Node itself.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export async function openBrowser(program) {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const child = spawn(program, [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars',
    '--no-first-run', '--disable-background-networking', '--remote-debugging-pipe',
    `--user-data-dir=${profile}`, 'about:blank',
  ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const waiting = new Map();
  const listeners = [];
  let number = 0;
  let rest = Buffer.alloc(0);
  child.stdio[4].on('data', (part) => {
    rest = Buffer.concat([rest, part]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const message = JSON.parse(rest.subarray(0, end).toString());
      rest = rest.subarray(end + 1);
      if (message.id === undefined) {
        listeners.forEach((listener) => listener(message));
        continue;
      }
      const { resolve, reject } = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    }
  });
  child.on('exit', () => waiting.forEach(({ reject }) => reject(new Error('Chromium ended'))));
  const call = (method, params = {}, sessionId) => new Promise((resolve, reject) => {
    waiting.set(++number, { resolve, reject });
    child.stdio[3].write(JSON.stringify({ id: number, method, params, sessionId }) + '\0');
  });
  const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  const send = (method, params) => call(method, params, sessionId);
  const seen = [];
  listeners.push((message) => {
    if (message.method === 'Network.requestWillBeSent') seen.push(message.params.request.url);
    if (message.method === 'Runtime.exceptionThrown')
      seen.push(`exception: ${message.params.exceptionDetails.exception?.description}`);
    if (message.method === 'Log.entryAdded') seen.push(`log: ${message.params.entry.text}`);
  });
  await send('Page.enable');
  await send('Network.enable');
  await send('Runtime.enable');
  await send('Log.enable');
  const evaluate = async (expression) => {
    const answer = await send('Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true });
    if (answer.exceptionDetails)
      throw new Error(answer.exceptionDetails.exception?.description ?? 'the page threw');
    return answer.result.value;
  };
  return {
    send, evaluate, seen,
    async width(width, height = 900) {
      await send('Emulation.setDeviceMetricsOverride',
        { width, height, deviceScaleFactor: 1, mobile: false });
    },
    async open(url) {
      seen.length = 0;
      const loaded = new Promise((resolve) => {
        listeners.push((message) => message.method === 'Page.loadEventFired' && resolve());
      });
      await send('Page.navigate', { url });
      await loaded;
      await evaluate('document.fonts.ready.then(() => true)');
    },
    async key(key, code = key, extra = {}) {
      for (const type of ['keyDown', 'keyUp'])
        await send('Input.dispatchKeyEvent',
          { type, key, code, windowsVirtualKeyCode: extra.number, modifiers: extra.shift ? 8 : 0,
            text: type === 'keyDown' && key === 'Enter' ? '\r' : undefined });
    },
    async close() {
      await call('Browser.close').catch(() => {});
      await new Promise((resolve) => (child.exitCode === null ? child.on('exit', resolve) : resolve()));
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
