// What getStats tells, as one sample for the ladder. `gather` reads the browser; `measure` is pure.

/** Sums over connections: packets and bytes in, what the other side lost of ours, round trip, room left on the line. */
export async function gather(connections) {
  const told = empty();
  for (const connection of connections) {
    const report = await connection.getStats();
    report.forEach((one) => take(told, one));
    if (connection.connectionState === "connected") told.connected += 1;
  }
  told.connections = connections.length;
  return told;
}

/** The sums before anything was told. */
export function empty() {
  return { received: 0, lost: 0, bytes: 0, frames: 0, sentFrames: 0, fractionLost: null, rtt: null, available: null, connected: 0, connections: 0 };
}

/** One sample from two sums; `expecting` says whether something should arrive, so that silence is a fault. */
export function measure(before, after, { expecting }) {
  const received = Math.max(0, after.received - before.received);
  const lost = Math.max(0, after.lost - before.lost);
  const lossIn = received + lost > 0 ? lost / (received + lost) : null;
  const sending = after.sentFrames > before.sentFrames;
  return {
    connected: after.connections > 0 && after.connected > 0,
    // Silence suppression sends next to nothing, but never nothing for two seconds and more while somebody sends.
    stalled: expecting && after.bytes === before.bytes && after.connected > 0,
    loss: worse(lossIn, after.fractionLost),
    // The browser's estimate is only good while it sends pictures; without them it never tries the line.
    kbits: sending && after.available !== null ? after.available / 1000 : null,
    rtt: after.rtt === null ? null : after.rtt * 1000,
  };
}

function take(told, one) {
  if (one.type === "inbound-rtp") {
    told.received += one.packetsReceived ?? 0;
    told.lost += one.packetsLost ?? 0;
    told.bytes += one.bytesReceived ?? 0;
    told.frames += one.framesDecoded ?? 0;
  } else if (one.type === "outbound-rtp") {
    told.sentFrames += one.framesEncoded ?? 0;
  } else if (one.type === "remote-inbound-rtp") {
    told.fractionLost = worse(told.fractionLost, one.fractionLost ?? null);
    told.rtt = worse(told.rtt, one.roundTripTime ?? null);
  } else if (one.type === "candidate-pair" && one.nominated && one.state === "succeeded") {
    told.rtt = worse(told.rtt, one.currentRoundTripTime ?? null);
    const room = one.availableOutgoingBitrate ?? null;
    if (room !== null) told.available = told.available === null ? room : Math.min(told.available, room);
  }
}

function worse(one, other) {
  if (one === null) return other;
  return other === null ? one : Math.max(one, other);
}
