/** A button on each text that is there to be copied. */

import { element, setText } from './dom.js';

function select(node) {
  getSelection().selectAllChildren(node);
}

async function copy(code, button) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    setText(button, 'Copied');
  } catch {
    // Browsers keep the clipboard from pages in the clear of other machines: a person presses the keys.
    select(code);
    setText(button, 'Selected');
  }
  setTimeout(() => setText(button, 'Copy'), 2000);
}

for (const block of document.querySelectorAll('pre')) {
  const code = block.firstElementChild;
  const button = element('button', { type: 'button', 'aria-live': 'polite', onclick: () => copy(code, button) }, 'Copy');
  block.append(button);
}
