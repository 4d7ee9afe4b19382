// What the page knows, in one place. The profile's text is all that is kept; everything else is read from it.
const state = {
  /** The profile as TOML */
  text: "",
  /** What the engine says of it */
  reading: {},
  /** What there is to choose from */
  guide: null,
  /** The lock, once something was published: what suppliers have read, as the engine wrote it */
  lock: null,
  /** Files that lie beside the profile, by name: a logo, a profile that it extends */
  files: new Map(),
  /** Earlier texts, the latest last, each with what was done */
  past: [],
  /** What the latest answers brought, by fact */
  brought: {},
  step: "udbuddet",
  /** What stands beside the step */
  beside: "overblik",
  /** The document that is read beside the steps */
  reads: "kravbilag",
  /** Forms that came back */
  forms: { files: [], result: null, busy: false },
  /** The profile's file; `unnamed` while it is called after the tender's title, and `sent` where it came in saying when it went out */
  file: { name: "profil.toml", handle: null, saved: "", unnamed: true, sent: null },
};

const STEPS = [
  ["udbuddet", "Udbuddet"],
  ["pakker", "Pakker"],
  ["oplysninger", "Oplysninger"],
  ["krav", "Krav"],
  ["gennemse", "Gennemse"],
  ["dokumenter", "Dokumenter"],
];
/** What is done with a tender that is finished, and without one. */
const APART = [
  ["efter", "Efter udsendelsen"],
  ["svar", "Leverandørernes svar"],
  ["skema", "Udfyld et skema"],
  ["moede", "Vis på et møde"],
];

/** What the engine last said of the tender; an empty one while it cannot be resolved. */
const EMPTY = { draft: true, final: false, pending: [], lines: [], facts: [], readings: [], types: [] };
/** How the tender stands to what suppliers have read; while it cannot be read, as it stood before. */
const OPEN = { standing: "open", versions: [], changes: [], sent: [] };
function issue() {
  if (state.reading.issue) state.issue = { ...OPEN, ...state.reading.issue };
  return (state.lock && state.issue) ?? OPEN;
}
const follows = () => state.reading.follows ?? EMPTY;
const tender = () => state.reading.fields?.tender ?? {};
/** What should be a list: a profile can have written anything in its place. */
const listed = (value) => (Array.isArray(value) ? value : []);
const lists = () => Object.fromEntries(Object.entries(state.reading.lists ?? {}).map(([name, entries]) =>
  [name, listed(entries).map((entry) => (entry && typeof entry === "object" ? entry : {}))]));
const byStatus = (status) => follows().lines.filter((line) => line.status === status);
/** The questions that keep the tender a draft: whoever counts them asks here. */
const openQuestions = () => follows().facts.filter((fact) => fact.open);

/** What is said of the tender that is due to be said now, errors alone. */
const dueErrors = () => (state.reading.complaints ?? []).filter((complaint) => complaint.severity === "error" && isDue(complaint));

/** »1 spørgsmål«, »3 krav«, »2 pakker« */
const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;
