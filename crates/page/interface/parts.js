// The engines behind the page: the interview's, the press and those that each read one form.

/** What an engine refused, in its own words. */
class Refused extends Error {}

/** An engine in a worker. */
class Part {
  constructor(name) {
    this.name = name;
    this.waiting = new Map();
    this.next = 0;
    this.memory = 0;
  }

  /** Starts the worker, from a compiled module, or from the pieces of one: those that were read, and more as they come. */
  async begin(module, pieces = []) {
    const script = $(`${this.name}-script`).textContent;
    const blob = new Blob([script, "\n", $("worker-script").textContent], { type: "text/javascript" });
    const address = URL.createObjectURL(blob);
    this.worker = new Worker(address);
    URL.revokeObjectURL(address);
    this.worker.onmessage = ({ data: { id, answer, refused, failed, memory } }) => {
      if (memory) this.memory = memory;
      const wait = this.waiting.get(id);
      if (!wait) return;
      this.waiting.delete(id);
      clearTimeout(wait.timer);
      if (failed === undefined) wait.done(answer);
      else wait.fail(refused ? new Refused(failed) : new Error(failed));
    };
    this.worker.onerror = (event) => { event.preventDefault?.(); this.end(event.message || "arbejderen stoppede"); };
    const { textContent: letters, dataset } = $("house");
    const house = letters ? { letters, bytes: Number(dataset.bytes) } : null;
    const began = this.do("begin", { module, house }, 120_000);
    for (const piece of pieces) this.feed(piece);
    this.module = module ?? (await began).module;
    await began;
  }

  feed(piece) { this.worker?.postMessage({ piece }); }

  /** Asks the worker to do something; it is killed when that takes longer than it may. */
  do(act, given = {}, most = 60_000) {
    return new Promise((done, fail) => {
      const id = this.next++;
      const timer = setTimeout(() => this.end("det varede for længe"), most);
      this.waiting.set(id, { done, fail, timer });
      this.worker.postMessage({ id, act, ...given });
    });
  }

  /** Kills the worker, and tells all that wait for it. */
  end(why = "") {
    this.worker?.terminate();
    this.ended = true;
    for (const wait of this.waiting.values()) { clearTimeout(wait.timer); wait.fail(new Error(why)); }
    this.waiting.clear();
  }
}

/** A module never gives memory back: a part that took more than this, in bytes, is replaced by a fresh one. */
const MOST_MEMORY = 110e6;
/** With more than this, what is asked waits for the fresh one. */
const TOO_MUCH_MEMORY = 160e6;

/**
 * A part that is started again when it was killed: no answer of the user's is lost, since the page holds them. What was laid beside
 * the profile, its name and its lock are laid again.
 */
class Lasting {
  constructor(name) {
    this.which = name;
    this.pieces = [];
    this.laid = new Map();
  }

  begin() {
    this.part = new Part(this.which);
    this.ready = this.part.begin(this.module, this.pieces).then(async () => {
      this.module ??= this.part.module;
      this.pieces = [];
      await this.equip(this.part);
    });
    this.ready.catch(() => null);
    return this.ready;
  }

  /** Takes a piece of the module as it was read. */
  feed(piece) {
    this.pieces.push(piece);
    if (this.part && !this.part.ended) this.part.feed(piece);
  }

  async equip(part) {
    if (this.called) await part.do("call", { name: this.called });
    if (this.locked) await part.do("lock", { lock: this.locked });
    for (const [name, bytes] of this.laid) await part.do("lay", { name, bytes });
  }

  async do(act, given, most) {
    if (!this.part || this.part.ended) this.begin();
    await this.ready;
    if (this.part.memory > TOO_MUCH_MEMORY) await this.renewal;
    const { part } = this;
    try {
      const answer = await part.do(act, given, most);
      // For whoever looks at what the page takes.
      document.documentElement.dataset[`${this.which}Memory`] = String(part.memory);
      if (part === this.part && !this.heir && part.memory > MOST_MEMORY) this.renewal = this.renew();
      return answer;
    } catch (error) {
      // A trap leaves a module whose memory is not to be trusted.
      if (!(error instanceof Refused)) part.end(error.message);
      throw error;
    }
  }

  /** Has a fresh worker take the place of one that took too much, once that is warm. */
  async renew() {
    this.heir = new Part(this.which);
    const { heir } = this;
    try {
      await heir.begin(this.module);
      await this.equip(heir);
      await this.warm?.(heir);
      const old = this.part;
      // What is asked from here on is the heir's; the old one ends once it has answered what it was asked.
      this.part = heir;
      this.heir = null;
      this.ready = Promise.resolve();
      while (old.waiting.size && !old.ended) await new Promise((done) => setTimeout(done, 50));
      old.end();
      document.documentElement.dataset[`${this.which}Memory`] = String(heir.memory);
    } catch {
      heir.end();
      this.heir = null;
    }
  }

  /** Asks the engine. Whatever it died of, a fresh one is asked once more before anything is given up. */
  async ask(question, most) {
    counting(1);
    try {
      return await this.do("ask", { question }, most);
    } catch (error) {
      if (error instanceof Refused) throw error;
      return await this.do("ask", { question }, most);
    } finally {
      counting(-1);
    }
  }

  /** Tells the part something that it must know for as long as it lasts. */
  tell(act, given) {
    const parts = [this.heir, this.part].filter((part) => part && !part.ended);
    return Promise.all(parts.map(async (part) => {
      if (part === this.part) await this.ready;
      await part.do(act, given);
    }));
  }

  /** What the profile's file is called. */
  name(called) {
    this.called = called;
    this.tell("call", { name: called }).catch(() => null);
  }

  /** The tender's lock, or none. */
  lock(json) {
    this.locked = json;
    return this.tell("lock", { lock: json });
  }

  /** A file that lies beside the profile; without bytes it is taken away. */
  lay(name, bytes) {
    if (bytes) this.laid.set(name, bytes); else this.laid.delete(name);
    return this.tell(bytes ? "lay" : "take", { name, bytes });
  }
}

const engine = new Lasting("engine");
const press = new Lasting("press");
const hasPress = () => $("press-script") !== null;

/** Both that know the tender. */
const both = () => (hasPress() ? [engine, press] : [engine]);

/** Takes a piece of a module out of the page, as soon as it was read. */
function take(element) {
  const { of, bytes, last } = element.dataset;
  (of === "engine" ? engine : press).feed({ letters: element.textContent, bytes: Number(bytes), last: last !== undefined });
  element.nextElementSibling?.remove();
  element.remove();
}

/** Does something in a worker of its own, within bounds of time and memory. */
async function apart(act, given, most = 10_000) {
  const part = new Part("engine");
  try {
    await engine.ready;
    await part.begin(engine.module);
    if (given.library) await part.do("library", { bytes: given.library });
    return await part.do(act, given, most);
  } finally {
    part.end();
  }
}
