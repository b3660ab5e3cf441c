/** Reading tours: of a scenario, of the files beside it, and a person's own. */
import { readDocument, type CheckedDocument } from '../document.ts';
import { ScenarioError } from '../error.ts';
import type { FileTree, Scenario } from '../scenario.ts';
import { scenarioSchema } from '../schema.ts';
import {
  tourFile,
  type AnchorFile,
  type QuestionFile,
  type StopFile,
  type TourPart,
} from './schema.ts';
import type { Anchor, AnswerSource, ChoiceTest, Place, Question, Tour, TourStop } from './tour.ts';

const EXTENSION = '.tour.yaml';

/** All tours of a scenario: the one in its own file first. Throws ScenarioError. */
export function loadTours(tree: FileTree, scenario: Scenario): Tour[] {
  const own = `${scenario.directory}/scenario.yaml`;
  const document = readDocument(tree.read(own) ?? '', own, scenarioSchema);
  const tours: Tour[] = [];
  const { tour } = document.data;
  if (tour) tours.push(readTour(document, ['tour'], tour, 'tour', scenario));
  for (const file of tree.list(`${scenario.directory}/`)) {
    if (!file.endsWith(EXTENSION)) continue;
    tours.push(parseTour(tree.read(file) ?? '', file, scenario));
  }
  return tours;
}

/** The tour in a file, for this scenario. Throws ScenarioError with file and line. */
export function parseTour(text: string, file: string, scenario: Scenario): Tour {
  const document = readDocument(text, file, tourFile);
  const whose = document.data.scenario;
  if (whose !== undefined && whose !== scenario.id) {
    throw document.errorAt(['scenario'], `is a tour of "${whose}", not of "${scenario.id}"`);
  }
  const id = file.slice(file.lastIndexOf('/') + 1).replace(/(\.tour)?\.ya?ml$/, '');
  return readTour(document, [], document.data, id, scenario);
}

/** The scenario that a tour file is of, as it says itself; null if it does not say, or is none. */
export function scenarioOfTour(text: string): string | null {
  try {
    return readDocument(text, 'tour', tourFile).data.scenario ?? null;
  } catch (error) {
    if (error instanceof ScenarioError) return null;
    throw error;
  }
}

function readTour(
  document: CheckedDocument<unknown>,
  path: readonly PropertyKey[],
  part: TourPart,
  id: string,
  scenario: Scenario,
): Tour {
  const known = scenario.states.map((state) => state.id);
  const refuseUnknown = (states: readonly string[], at: readonly PropertyKey[]) => {
    states.forEach((state, index) => {
      const where = [...path, ...at, ...(states.length > 1 ? [index] : [])];
      if (!known.includes(state)) {
        const message = `there is no state "${state}"; states: ${known.join(', ')}`;
        throw document.errorAt(where, message);
      }
      if (states.indexOf(state) !== index)
        throw document.errorAt(where, `"${state}" is there twice`);
    });
  };
  refuseUnknown(part.states, ['states']);
  const stops = part.stops.map((stop, index): TourStop => {
    const at = ['stops', index];
    const states = stop.states ?? part.states;
    refuseUnknown(states, [...at, 'states']);
    if (stop.leads !== undefined && !states.includes(stop.leads)) {
      const message = `"${stop.leads}" is not among the states shown: ${states.join(', ')}`;
      throw document.errorAt([...path, ...at, 'leads'], message);
    }
    const asked = stop.question?.state;
    if (asked !== undefined) refuseUnknown([asked], [...at, 'question', 'state']);
    const { line } = document.errorAt([...path, ...at], '');
    return readStop(stop, states, line);
  });
  const { title, summary } = part;
  return { id, file: document.file, title, summary: summary ?? null, stops };
}

function readStop(stop: StopFile, states: string[], line: number): TourStop {
  const { title, text, show, question } = stop;
  return {
    ...{ title, text, states, line },
    at: readAnchor(stop.at),
    leads: stop.leads ?? states[0]!,
    anchored: stop.leads === undefined ? states : [stop.leads],
    show: {
      page: show?.page ?? null,
      word: show?.word ?? null,
      pane: show?.pane ?? null,
      detail: show?.detail ?? null,
      tab: show?.tab ?? null,
      address: show?.address ?? null,
      watch: show?.watch ?? [],
    },
    question: question ? readQuestion(question) : null,
  };
}

type AnyAnchor = Omit<AnchorFile, 'after'> & { after?: AnyAnchor | undefined };

function readAnchor(file: AnyAnchor): Anchor {
  return {
    place: readPlace(file),
    nth: file.nth ?? 1,
    when: file.when ?? null,
    after: file.after ? readAnchor(file.after) : null,
  };
}

function readPlace(file: AnyAnchor): Place {
  if (file.mark !== undefined) return { kind: 'mark', text: file.mark };
  if (file.call !== undefined) return { kind: 'call', function: file.call };
  if (file.return !== undefined) return { kind: 'return', function: file.return };
  if (file.line !== undefined) return { kind: 'line', text: file.line, in: file.in ?? '' };
  if (file.write !== undefined) return { kind: 'write', what: file.write, of: file.of ?? null };
  if (file.becomes !== undefined) {
    return { kind: 'becomes', condition: file.becomes, in: file.in ?? null };
  }
  if (file.first !== undefined) return { kind: 'first', what: file.first };
  return { kind: 'end' };
}

function readQuestion(file: QuestionFile): Question {
  return {
    ask: file.ask,
    source: readSource(file),
    at: file.at ? readAnchor(file.at) : null,
    state: file.state ?? null,
    hint: file.hint ?? null,
    explain: file.explain ?? null,
  };
}

function readSource(file: QuestionFile): AnswerSource {
  if (file.value !== undefined) return { kind: 'value', expression: file.value };
  if (file.reading !== undefined) return { kind: 'reading', name: file.reading };
  if (file.step) return { kind: 'step', anchor: readAnchor(file.step) };
  const choices = (file.choices ?? []).map(({ text, when, reaches, misses }) => {
    const test: ChoiceTest =
      when !== undefined
        ? { kind: 'when', condition: when }
        : reaches
          ? { kind: 'reaches', anchor: readAnchor(reaches) }
          : { kind: 'misses', anchor: readAnchor(misses!) };
    return { text, test };
  });
  return { kind: 'choices', choices };
}
