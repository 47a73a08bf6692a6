/** Asks a person before something happens that cannot be undone. */

import { byId, setText } from './dom.js';

const dialog = byId('close-dialog');

/** Whether the person wants it; leaving the dialog in any way means no. */
export function confirmed(title, text, action) {
  setText(byId('close-title'), title);
  setText(byId('close-text'), text);
  setText(dialog.querySelector('button[value="close"]'), action);
  dialog.returnValue = 'keep';
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'close'), { once: true });
  });
}
