// Answers that are being given: what was chosen, noted and quoted at each question.
// Knows nothing of saving.
import type { Answer, AnswerInput, FormContent, Given, QuotePlace } from '$lib/api';
import { samePlace } from './place';

const empty = (question: number): Answer => ({ question, given: null, note: '', evidence: [] });

export class Sheet {
  readonly form: FormContent;
  answers = $state.raw<Answer[]>([]);
  /** The key of the question that the keyboard is at. */
  current = $state<number | null>(null);
  #onchange: (soon: boolean) => void;
  /** Places whose words the core has not told yet. */
  #fresh: Record<number, QuotePlace[]> = {};

  constructor(form: FormContent, answers: Answer[], onchange: (soon: boolean) => void) {
    this.form = form;
    this.answers = answers;
    this.#onchange = onchange;
    const questions = form.sections.flatMap((section) => section.questions);
    const open = questions.find((question) => !this.at(question.key).given);
    this.current = (open ?? questions[0])?.key ?? null;
  }

  get questions() {
    return this.form.sections.flatMap((section) => section.questions);
  }

  at(question: number): Answer {
    return this.answers.find((answer) => answer.question === question) ?? empty(question);
  }

  #put(answer: Answer, soon = false) {
    const rest = this.answers.filter((other) => other.question !== answer.question);
    this.answers = [...rest, answer];
    this.#onchange(soon);
  }

  /** Gives an answer; the same once more takes it back. */
  give(question: number, given: Given): void {
    const answer = this.at(question);
    const same = JSON.stringify(answer.given) === JSON.stringify(given);
    this.#put({ ...answer, given: same ? null : given });
  }

  note(question: number, note: string): void {
    this.#put({ ...this.at(question), note }, true);
  }

  quote(question: number, place: QuotePlace): void {
    const known = this.at(question).evidence.map((quote) => quote.place);
    const fresh = this.#fresh[question] ?? [];
    if ([...known, ...fresh].some((other) => samePlace(other, place))) return;
    this.#fresh[question] = [...fresh, place];
    this.#onchange(false);
  }

  unquote(question: number, place: QuotePlace): void {
    const answer = this.at(question);
    const evidence = answer.evidence.filter((quote) => !samePlace(quote.place, place));
    this.#put({ ...answer, evidence });
  }

  /** A digit (1 is the first answer, 0 the tenth) or N at the current question. */
  press(key: string): boolean {
    const question = this.questions.find((each) => each.key === this.current);
    if (!question) return false;
    if (key === 'n' || key === 'N') {
      if (question.na) this.give(question.key, { is: 'not_applicable' });
      return question.na;
    }
    if (!/^[0-9]$/.test(key)) return false;
    const option = key === '0' ? 9 : Number(key) - 1;
    if (option < question.options.length) this.give(question.key, { is: 'option', option });
    // A digit never falls through to the player from here.
    return true;
  }

  /** The question before or after the current one. */
  step(by: 1 | -1): number | null {
    const keys = this.questions.map((question) => question.key);
    const next = keys[keys.indexOf(this.current ?? -1) + by];
    if (next !== undefined) this.current = next;
    return next ?? null;
  }

  get input(): AnswerInput[] {
    const answered = this.answers.map((answer) => answer.question);
    const quoted = Object.keys(this.#fresh).map(Number);
    const keys = [...answered, ...quoted.filter((key) => !answered.includes(key))];
    return keys.map((question) => {
      const { given, note, evidence } = this.at(question);
      const places = evidence.map((quote) => quote.place);
      return {
        question,
        given,
        note,
        evidence: [...places, ...(this.#fresh[question] ?? [])],
      };
    });
  }

  /** What the core made of answers that were sent: the words of new quotes. */
  settle(sent: AnswerInput[], kept: Answer[]): void {
    for (const { question, evidence } of sent) {
      const fresh = this.#fresh[question];
      if (!fresh) continue;
      const left = fresh.filter((place) => !evidence.some((other) => samePlace(other, place)));
      const told = kept
        .find((answer) => answer.question === question)
        ?.evidence.filter((quote) => fresh.some((place) => samePlace(place, quote.place)));
      this.#fresh[question] = left;
      const answer = this.at(question);
      const rest = this.answers.filter((other) => other.question !== question);
      this.answers = [...rest, { ...answer, evidence: [...answer.evidence, ...(told ?? [])] }];
    }
  }

  /** Quotes that the core would not take are not sent again. */
  forgetFresh(): void {
    this.#fresh = {};
  }
}
