// The page's end of the engine: starts its frame, asks it, and ends it when a query takes too long.

/** Seconds that a query may take. */
export const SECONDS = 60;
/** Seconds after which a frame that has not come up, or not loaded its graph, is given up. */
const START_SECONDS = 180;

export class QueryError extends Error {}

/** Where the text of a query is wrong: line and column from 1, of what was written; null for other errors. */
const place = (said) => {
  const found = /(\d+):(\d+)/.exec(said);
  return found && /^error at|^parser error|expected/i.test(said) ? { line: Number(found[1]) - 1, column: Number(found[2]) } : null;
};

function sentence(said) {
  const service = /service (<[^>]*>) is not supported/i.exec(said);
  if (service) return "SERVICE would ask another server; a query of this page reaches this page alone.";
  const at = place(said);
  if (at) {
    const expected = said.split(": expected ")[1] || "";
    const hint = /^[\w ,"'{}]{1,60}\.?$/.test(expected) && !/failed/.test(expected) ? ` (expected ${expected.replace(/\.$/, "")})` : "";
    return `The query goes wrong at line ${Math.max(at.line, 1)}, column ${at.column}${hint}.`;
  }
  const told = said.replace(/\s+/g, " ").trim().replace(/\.$/, "");
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}.`;
}

/** Watches the page's clock; the function returned ends that and gives the longest gap, in milliseconds. */
function gaps() {
  let last = performance.now(), longest = 0;
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    look();
    return longest;
  };
}

export class Engine {
  /** `block(name)` gives bytes; the page must hold the blocks "engine", "oxigraph" and "graph". */
  constructor(block, host) {
    this.block = block;
    this.host = host;
    this.frame = null;
    this.opened = null;
    this.waiting = new Map();
    this.next = 0;
    addEventListener("message", (event) => this.hear(event));
  }

  /** Promise of {size, ms, shares}: the number of statements, and whether the page stands still while the frame works. */
  open() {
    if (!this.opened) {
      this.opened = this.start();
      this.opened.catch(() => { this.end(); });
    }
    return this.opened;
  }

  async start() {
    const [script, wasm, graph] = await Promise.all(["engine", "oxigraph", "graph"].map((name) => this.block(name)));
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.hidden = true;
    frame.title = "SPARQL engine";
    const up = this.wait("up", START_SECONDS);
    // the script is our bundle, never text of an article; the page's policy, which the frame inherits, knows its hash
    frame.srcdoc = `<!DOCTYPE html><meta charset="utf-8"><script>${new TextDecoder().decode(script)}</script>`;
    this.frame = frame;
    this.host.append(frame);
    await up;
    const watch = gaps();
    const { given, ms } = await this.send("open", { wasm, graph }, START_SECONDS, [wasm.buffer, graph.buffer]);
    // the page stood still while the frame worked: they share a thread
    return { ...given, ms, shares: watch() > Math.max(200, ms * 0.7) };
  }

  /** Ask; `from` says that FROM chooses the graphs instead of their union. Promise of {given: SPARQL JSON results, ms}. Rejects with a QueryError that is one sentence. */
  async ask(text, form, { from = false, seconds = SECONDS } = {}) {
    await this.open();
    return this.send("query", { text, form, union: !from }, seconds);
  }

  /** End the frame, and whatever it is doing; the next question starts it again. */
  end(why = "Stopped.") {
    if (this.frame) this.frame.remove();
    this.frame = null;
    this.opened = null;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const one of waiting) { clearTimeout(one.timer); one.reject(new QueryError(why)); }
  }

  wait(id, seconds) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.end(`Stopped after ${seconds} seconds: ask for less.`), seconds * 1000);
      this.waiting.set(id, { resolve, reject, timer });
    });
  }

  send(does, what, seconds, transfer = []) {
    this.next += 1;
    const answer = this.wait(this.next, seconds);
    this.frame.contentWindow.postMessage({ id: this.next, does, what }, "*", transfer);
    return answer;
  }

  hear(event) {
    if (!this.frame || event.source !== this.frame.contentWindow) return;
    const { id, up, error, broken, ...answer } = event.data;
    const key = up ? "up" : id;
    const one = this.waiting.get(key);
    if (!one) return;
    this.waiting.delete(key);
    clearTimeout(one.timer);
    if (error === undefined) { one.resolve(answer); return; }
    const told = new QueryError(broken ? "The query needs more memory than the browser gives it: ask for less." : sentence(error));
    told.place = broken ? null : place(error);
    one.reject(told);
    if (broken) this.end();
  }
}
