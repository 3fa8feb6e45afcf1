// The draft of a form while it is edited: what is in it, and keeping it.
import {
  backend,
  commandId,
  formSave,
  toFailure,
  type Failure,
  type FormContent,
  type FormView,
  type Question,
  type QuestionKind,
  type Section,
} from '$lib/api';

/** A pause in editing after which the draft is kept. */
const PAUSE_MS = 600;

const option = (points: number) => ({ label: '', points, fails: false });

export function newQuestion(key: number, kind: QuestionKind = 'yes_no'): Question {
  return {
    key,
    text: '',
    guidance: '',
    kind,
    options: optionsFor(kind),
    weight: 1,
    na: true,
    note: { when: 'never' },
  };
}

/** The answers that a question of this kind begins with. */
export function optionsFor(kind: QuestionKind) {
  if (kind === 'yes_no') return [option(1), option(0)];
  if (kind === 'scale') return [0, 1, 2, 3, 4].map(option);
  return [option(1), option(0)];
}

export const newForm = (): FormContent => ({
  title: '',
  sections: [{ key: 1, title: '', weight: 10, questions: [newQuestion(1)] }],
});

/** A key that none of these has. */
export const freshKey = (all: readonly { key: number }[]): number =>
  all.reduce((most, each) => Math.max(most, each.key), 0) + 1;

/** Moves one of a list up or down; says whether it could. */
export function move<T>(list: T[], at: number, by: 1 | -1): boolean {
  const to = at + by;
  if (to < 0 || to >= list.length) return false;
  const [each] = list.splice(at, 1);
  if (each !== undefined) list.splice(to, 0, each);
  return true;
}

export class FormDraft {
  readonly id: string;
  /** Edited in place; call `changed` after. */
  content = $state<FormContent>({ title: '', sections: [] });
  kept = $state(true);
  failure = $state.raw<Failure | null>(null);
  view = $state.raw<FormView>();

  #revision: number;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;

  constructor(view: FormView) {
    this.id = view.row.id;
    this.view = view;
    this.#revision = view.row.revision;
    const content = view.draft ?? view.shown?.content ?? newForm();
    this.content = structuredClone(content);
  }

  get revision(): number {
    return this.#revision;
  }

  changed(): void {
    this.kept = false;
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  async flush(): Promise<boolean> {
    clearTimeout(this.#soon);
    while (this.#saving) await this.#saving;
    if (this.kept) return true;
    this.#saving = this.#save();
    await this.#saving;
    return this.kept;
  }

  async #save(): Promise<void> {
    this.kept = true;
    this.failure = null;
    try {
      this.view = await formSave(backend, {
        command_id: commandId(),
        form_id: this.id,
        revision: this.#revision,
        content: $state.snapshot(this.content),
      });
      this.#revision = this.view.row.revision;
    } catch (thrown) {
      this.failure = toFailure(thrown);
      this.kept = false;
    } finally {
      this.#saving = null;
    }
  }

  addSection(): Section {
    const key = freshKey(this.content.sections);
    const section = { key, title: '', weight: 10, questions: [] };
    this.content.sections.push(section);
    this.changed();
    return section;
  }

  addQuestion(section: Section): number {
    const key = freshKey(this.content.sections.flatMap((each) => each.questions));
    section.questions.push(newQuestion(key));
    this.changed();
    return key;
  }
}
