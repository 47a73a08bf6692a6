
// The numbers of an address that is written as such; null for a name.
function numbers(text) {
  var four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (four) {
    return [+four[1], +four[2], +four[3], +four[4]];
  }
  if (text.indexOf(":") < 0) {
    return null;
  }
  var halves = text.split("::");
  var left = groups(halves[0]);
  var right = halves.length > 1 ? groups(halves[1]) : [];
  while (left.length + right.length < 16) {
    left.push(0);
  }
  var all = left.concat(right);
  // IPv4 inside IPv6, as a socket shows it
  return all.slice(0, 12).join() === "0,0,0,0,0,0,0,0,0,0,255,255" ? all.slice(12) : all;
}

function groups(text) {
  var bytes = [];
  var parts = text === "" ? [] : text.split(":");
  for (var i = 0; i < parts.length; i++) {
    var four = parts[i].indexOf(".") < 0 ? null : numbers(parts[i]);
    var value = parseInt(parts[i], 16);
    bytes = bytes.concat(four || [value >> 8, value & 255]);
  }
  return bytes;
}

function isIn(address, block) {
  var parts = block.substring(1).split("/");
  var network = numbers(parts[0]);
  if (network.length !== address.length) {
    return false;
  }
  for (var bit = 0; bit < +parts[1]; bit++) {
    var mask = 128 >> (bit % 8);
    if ((address[bit >> 3] & mask) !== (network[bit >> 3] & mask)) {
      return false;
    }
  }
  return true;
}

// Whether the proxy would refuse the address: the first block that holds it says so.
function isRefused(address) {
  for (var i = 0; i < blocks.length; i++) {
    if (isIn(address, blocks[i])) {
      return blocks[i].charAt(0) === "-";
    }
  }
  return false;
}

function FindProxyForURL(url, host) {
  var name = host.toLowerCase().replace(/^\[|\]$/g, "").replace(/%.*$/, "").replace(/\.$/, "");
  var address = numbers(name);
  if (address !== null) {
    return isRefused(address) ? "DIRECT" : proxies;
  }
  return name.indexOf(".") < 0 || /\.localhost$/.test(name) ? "DIRECT" : proxies;
}
