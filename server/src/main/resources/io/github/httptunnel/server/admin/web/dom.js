/** Making and changing elements. What comes from the server is only ever text, never markup. */

export const byId = id => document.getElementById(id);

/** An element with attributes; those that begin with "on" are listeners, and absent ones are left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter(child => child !== undefined));
  return made;
}

/** Touches the document only if something changes, so that a selection and a screen reader are left in peace. */
export function setText(node, text) {
  const wanted = String(text);
  if (node.textContent !== wanted) node.textContent = wanted;
}

/** A figure whose unit is set smaller. */
export function setParts(node, [number, unit]) {
  if (node.childElementCount !== 1) node.replaceChildren('', element('small'));
  if (node.firstChild.data !== number) {
    if (node.firstChild.nodeType === Node.TEXT_NODE) node.firstChild.data = number;
    else node.prepend(number);
  }
  setText(node.lastChild, unit);
}

export function setAttribute(node, name, value) {
  if (value === undefined || value === false) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

/**
 * Makes the children of a node those of a list, keeping the elements of entries that stay, so that focus stays too.
 *
 * @param key tells entries apart
 * @param make a new element for an entry
 * @param update brings an element up to date with its entry
 */
export function reconcile(parent, entries, key, make, update) {
  const old = new Map([...parent.children].map(child => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const entry of entries) {
    const name = String(key(entry));
    let child = old.get(name);
    if (child === undefined) {
      child = make(entry);
      child.dataset.key = name;
    }
    old.delete(name);
    update(child, entry);
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
  old.forEach(child => child.remove());
}
