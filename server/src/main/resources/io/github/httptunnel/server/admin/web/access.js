/** Asking the server, and the token that it may want to see. It is kept for this tab alone, as long as that is open. */

import { byId, setText } from './dom.js';

const KEY = 'http-tunnel.token';
const dialog = byId('token-dialog');
const form = byId('token-form');
const field = byId('token');
let asked;

/** What the server said instead of doing what it was asked. */
export class Objection extends Error {
  constructor(status, text) {
    super(text.trim() || `The server answered with ${status}.`);
    this.status = status;
  }
}

/** A page that is followed a link to shows no token: there is no link then to what asks for one. */
function showToken() {
  const there = sessionStorage.getItem(KEY) !== null;
  byId('forget').hidden = !there;
  byId('metrics').hidden = there;
}

/** Waits until there is a token to try; at most one dialog is open. */
function askForToken(why) {
  asked ??= new Promise(resolve => {
    setText(byId('token-why'), why);
    field.value = '';
    dialog.showModal();
    form.addEventListener('submit', () => {
      sessionStorage.setItem(KEY, field.value.trim());
      field.value = '';
      showToken();
      asked = undefined;
      resolve();
    }, { once: true });
  });
  return asked;
}

/** A response that is as wished, after a token was asked for if there must be one. */
export async function ask(path, options = {}) {
  for (;;) {
    await asked;
    const token = sessionStorage.getItem(KEY);
    const headers = { 'X-Http-Tunnel-Admin': '1', ...options.headers };
    if (token !== null) headers.Authorization = `Bearer ${token}`;
    const response = await fetch(path, { cache: 'no-store', ...options, headers });
    if (response.ok) return response;
    if (response.status !== 401) throw new Objection(response.status, await response.text());
    if (sessionStorage.getItem(KEY) === token) sessionStorage.removeItem(KEY);
    await askForToken(token === null ? 'This program asks who you are.' : 'That was not the token.');
  }
}

export const askJson = async (path, options) => (await ask(path, options)).json();

/** Lets the token be forgotten, and none be entered by leaving the dialog. */
export function guardToken() {
  showToken();
  byId('forget').addEventListener('click', () => {
    sessionStorage.removeItem(KEY);
    location.reload();
  });
  dialog.addEventListener('cancel', event => event.preventDefault());
}
