// Notes and refusals of an import in words; each says what to do about it.
import type { ImportNote, ImportNoteCode } from '$lib/api';
import { m } from '$lib/paraglide/messages';

const words: Record<ImportNoteCode, (input: { detail: string }) => string> = {
  times_run_backwards: () => m.note_times_run_backwards(),
  zero_length_words: () => m.note_zero_length_words(),
  speakers_unknown: () => m.note_speakers_unknown(),
  single_speaker_many_parties: () => m.note_single_speaker_many_parties(),
  no_times: () => m.note_no_times(),
  reencoded_from: m.note_reencoded_from,
  undecodable_text: () => m.note_undecodable_text(),
  entries_skipped: m.note_entries_skipped,
  durations_disagree: () => m.note_durations_disagree(),
  wrong_extension: m.note_wrong_extension,
  truncated_audio: () => m.note_truncated_audio(),
  signature_verified: m.note_signature_verified,
  signer_not_trusted: () => m.note_signer_not_trusted(),
  content_hash_mismatch: () => m.note_content_hash_mismatch(),
  recording_not_found: () => m.note_recording_not_found(),
  recording_deleted: () => m.note_recording_deleted(),
  recording_encrypted: () => m.note_recording_encrypted(),
  simulated: () => m.note_simulated(),
  redacted_source: () => m.note_redacted_source(),
  missing_members: m.note_missing_members,
  recording_cut: m.note_recording_cut,
  call_cut_short: () => m.note_call_cut_short(),
  empty: () => m.note_empty(),
  too_large: () => m.note_too_large(),
  not_recognised: () => m.note_not_recognised(),
  malformed: m.note_malformed,
  codec_not_supported: m.note_codec_not_supported,
  no_audio_frames: () => m.note_no_audio_frames(),
  encrypted: () => m.note_encrypted(),
  signature_invalid: () => m.note_signature_invalid(),
  not_a_call: m.note_not_a_call,
  unreadable: () => m.note_unreadable(),
  cancelled: () => m.note_cancelled(),
};

/** A source that gives no detail leaves a dash, not an empty bracket. */
export const noteWords = (note: ImportNote) => words[note.code]({ detail: note.detail ?? '–' });
