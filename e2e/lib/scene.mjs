// One Thursday morning at the citizen service, made the same each time: what the pictures show.
//
// From 9.00 to 10.24 citizens take numbers and employees call them, as they would; the clock is moved on between what
// happens. At 10.24 A 40 is at counter 4, six wait for a passport, one is parked and one was set aside for a colleague.

/** @typedef {import("./server.mjs").Server} Server */

/** What each queue's citizens come for in the scene. @type {Record<string, { service: string, answers?: Record<string, string> }>} */
const ERRANDS = {
  A: { service: "forny-pas", answers: { pasbillede: "ja" } },
  "A child": { service: "nyt-pas-til-barn", answers: { samtykke: "ja", "barnet-med": "ja" } },
  B: { service: "sundhedskort" },
  M: { service: "digital-post" },
  P: { service: "tillaeg" },
  J: { service: "sygedagpenge" },
  G: { service: "andet" },
};

/** Who sits where, for which queues. */
const DESKS = [
  ["mk", "skranke-4", ["pas", "folkeregister"]], ["jt", "skranke-2", ["folkeregister"]], ["sa", "skranke-3", ["pas", "andet"]],
  ["hd", "skranke-6", ["mitid"]], ["fn", "skranke-5", ["mitid", "pension"]], ["rl", "lokale-12", ["job"]], ["oeb", "lokale-11", ["job", "pension"]],
];

/** Minutes after nine at which numbers are taken, by letter: enough before for the counts, then those who still wait. */
const TAKEN = {
  A: [...spread(0, 54, 39), 55, 63, 66, 69, 72, 76, 80],
  B: [...spread(0, 62, 16), 76, 79, 82],
  M: [...spread(0, 52, 27), 58, 61, 64, 67, 70, 74, 78, 81],
  P: [...spread(5, 60, 4), 81],
  J: [...spread(2, 58, 9), 73, 76, 79, 82],
  G: [...spread(5, 65, 2), 80, 82],
};

/** How many of each letter have been called by 10.24. @type {Record<string, number>} */
const CALLED = { A: 40, B: 16, M: 27, P: 4, J: 9, G: 2 };

/** The last calls, with the minute after nine at which they are made. @type {Record<string, [desk: string, minute: number]>} */
const LAST = { "M 27": ["skranke-6", 77], "J 9": ["lokale-12", 80], "B 16": ["skranke-2", 82], "A 40": ["skranke-4", 78] };

/** Which desk calls the earlier ones. @type {Record<string, string>} */
const CALLS = { A: "skranke-4", B: "skranke-2", M: "skranke-6", P: "skranke-5", J: "lokale-12", G: "skranke-3" };

/** The queue of each letter. @type {Record<string, string>} */
const QUEUES = { A: "pas", B: "folkeregister", M: "mitid", P: "pension", J: "job", G: "andet" };

/** @param {number} from @param {number} to @param {number} count */
function spread(from, to, count) {
  return Array.from({ length: count }, (_, i) => Math.round(from + ((to - from) * i) / Math.max(1, count - 1)));
}

/** The answers as the interface takes them. @param {Record<string, string>} [answers] */
function given(answers = {}) {
  return Object.entries(answers).map(([question, answer]) => ({ question, answer }));
}

/** Plays the morning on a server that stands at 9.00. @param {Server} server */
export async function playMorning(server) {
  /** @type {{ minute: number, what: () => Promise<unknown> }[]} */ const plan = [];
  /** @type {Record<string, any>} */ const visits = {};
  /** @type {Record<string, any>} */ const at = {};
  for (const [employee, desk, queues] of DESKS) {
    // One queue each, so that the numbers come out as in the pictures; the others are chosen at the end.
    const one = Object.entries(CALLS).find(([, calls]) => calls === desk)?.[0];
    const first = one ? QUEUES[one] : /** @type {string[]} */ (queues)[0];
    plan.push({ minute: 0, what: () => server.signOn(String(employee), String(desk), [first]) });
    plan.push({ minute: 83, what: () => server.api("POST", `borgerservice/desks/${desk}/queues`, { queues }) });
  }
  for (const [letter, minutes] of Object.entries(TAKEN)) {
    minutes.forEach((minute, index) => plan.push({ minute, what: async () => {
      const child = letter === "A" && index === 39;
      const { service, answers } = ERRANDS[child ? "A child" : letter];
      const ticket = await server.ticket(service, { answers: given(answers), language: child ? "en" : "da", kiosk: index % 3 === 0 ? "stander-2" : "stander-1" });
      visits[ticket.number] = ticket;
    } }));
  }
  for (const [letter, count] of Object.entries(CALLED)) {
    for (let number = 1; number <= count; number += 1) {
      const name = `${letter} ${number}`;
      const [desk, minute] = LAST[name] ?? [CALLS[letter], Math.min(75, (TAKEN[/** @type {keyof typeof TAKEN} */ (letter)][number - 1] ?? 0) + 4 + (number % 5))];
      plan.push({ minute: minute + 0.2, what: () => call(server, desk, at) });
    }
  }
  plan.sort((a, b) => a.minute - b.minute);
  let now = 0;
  for (const { minute, what } of plan) {
    const whole = Math.floor(minute);
    if (whole > now) { await server.forward(whole - now); now = whole; }
    await what();
  }
  await server.forward(84 - now);
  return { visits, at };
}

/** A desk calls its next; whoever was there is finished, and now and then parked. @param {Server} server @param {string} desk @param {Record<string, any>} at */
async function call(server, desk, at) {
  const before = at[desk];
  if (before?.number === "B 12" || before?.number === "A 36") await server.visit(before.id, "park", undefined, "borgerservice", desk);
  const visit = await server.next(desk).catch(() => undefined);
  if (!visit) return;
  at[desk] = visit;
  await server.visit(visit.id, "start", undefined, "borgerservice", desk);
}
