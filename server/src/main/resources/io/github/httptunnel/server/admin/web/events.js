/** Server-sent events, as far as this server sends them (HTML Standard §9.2.6). */

/** Splits the text of a stream into its events, in whatever pieces it comes. */
export function eventReader(deliver) {
  let rest = '';
  return text => {
    const blocks = (rest + text).replaceAll('\r\n', '\n').split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const event = { name: 'message', data: [] };
      for (const line of block.split('\n')) {
        const colon = line.indexOf(':');
        const value = line.slice(colon + 1).replace(/^ /, '');
        if (line.startsWith('event:')) event.name = value;
        if (line.startsWith('data:')) event.data.push(value);
      }
      if (event.data.length > 0) deliver(event.name, event.data.join('\n'));
    }
  };
}
