// The engines behind the page: the interview's, the press and those that each read one form.

/** What an engine refused, in its own words. */
class Refused extends Error {}

class Part {
  constructor(name) {
    this.name = name;
    this.waiting = new Map();
    this.next = 0;
  }

  /** Starts the worker, from pieces in the page or from a compiled module. */
  async begin(module) {
    const script = $(`${this.name}-script`).textContent;
    const blob = new Blob([script, "\n", $("worker-script").textContent], { type: "text/javascript" });
    const address = URL.createObjectURL(blob);
    this.worker = new Worker(address);
    URL.revokeObjectURL(address);
    this.worker.onmessage = ({ data: { id, answer, refused, failed, memory } }) => {
      // For whoever looks at what the page takes.
      if (memory) document.documentElement.dataset[`${this.name}Memory`] = String(memory);
      const wait = this.waiting.get(id);
      if (!wait) return;
      this.waiting.delete(id);
      clearTimeout(wait.timer);
      if (failed === undefined) wait.done(answer);
      else wait.fail(refused ? new Refused(failed) : new Error(failed));
    };
    this.worker.onerror = (event) => { event.preventDefault?.(); this.end(event.message || "arbejderen stoppede"); };
    const pieces = module ? undefined : [...document.getElementsByClassName(this.name)].map((piece) => piece.textContent);
    const began = await this.do("begin", { pieces, module, house: $("house").textContent.trim() }, 120_000);
    this.module = module ?? began.module;
  }

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

/** A part that is started again when it was killed: no answer of the user's is lost, since the page holds them. */
class Lasting {
  constructor(name) { this.which = name; this.laid = new Map(); }

  begin() {
    this.part = new Part(this.which);
    this.ready = this.part.begin(this.module).then(async () => {
      this.module ??= this.part.module;
      if (this.called) await this.part.do("call", { name: this.called });
      for (const [name, bytes] of this.laid) await this.part.do("lay", { name, bytes });
    });
    return this.ready;
  }

  async do(act, given, most) {
    if (!this.part || this.part.ended) this.begin();
    await this.ready;
    try {
      return await this.part.do(act, given, most);
    } catch (error) {
      // A trap leaves a module whose memory is not to be trusted.
      if (!(error instanceof Refused)) this.part.end(error.message);
      throw error;
    }
  }

  ask(question, most) { return this.do("ask", { question }, most); }

  /** Tells the engine what the profile's file is called, now and whenever it is started again. */
  name(called) {
    this.called = called;
    if (this.part && !this.part.ended) this.do("call", { name: called }).catch(() => null);
  }

  lay(name, bytes) { this.laid.set(name, bytes); return this.do("lay", { name, bytes }); }
}

const engine = new Lasting("engine");
const press = new Lasting("press");
const hasPress = () => $("press-script") !== null;

/** Does something in a worker of its own, within bounds of time and memory. */
async function apart(act, given, most = 10_000) {
  const part = new Part("engine");
  try {
    await engine.ready;
    await part.begin(engine.module);
    return await part.do(act, given, most);
  } finally {
    part.end();
  }
}
