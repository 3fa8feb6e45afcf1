// Error codes in words: what happened and what to do.
import type { Failure } from '$lib/api';
import { m } from '$lib/paraglide/messages';

/** Exhaustive on purpose: a new code does not compile until it has words. */
export function failureWords(failure: Failure): string {
  switch (failure.code) {
    case 'permission_denied':
      return m.err_permission_denied();
    case 'not_signed_in':
      return m.err_not_signed_in();
    case 'invalid_input':
      return m.err_invalid_input();
    case 'not_found':
      return m.err_not_found();
    case 'conflict':
      return m.err_conflict();
    case 'wrong_passphrase':
      return m.err_wrong_passphrase();
    case 'too_many_attempts':
      return m.err_too_many_attempts();
    case 'weak_passphrase':
      return m.err_weak_passphrase();
    case 'unknown_user':
      return m.err_unknown_user();
    case 'wrong_recovery_code':
      return m.err_wrong_recovery_code();
    case 'header_damaged':
      return m.err_header_damaged();
    case 'workspace_missing':
      return m.err_workspace_missing();
    case 'workspace_newer':
      return m.err_workspace_newer();
    case 'workspace_in_use':
      return m.err_workspace_in_use();
    case 'database_damaged':
      return m.err_database_damaged();
    case 'media_missing':
      return m.err_media_missing();
    case 'media_damaged':
      return m.err_media_damaged();
    case 'device_key_missing':
      return m.err_device_key_missing();
    case 'disk_full':
      return m.err_disk_full();
    case 'no_audio_device':
      return m.err_no_audio_device();
    case 'no_microphone':
      return m.err_no_microphone();
    case 'no_voice':
      return m.err_no_voice();
    case 'no_transfer':
      return m.err_no_transfer();
    case 'recording_undecodable':
      return m.err_recording_undecodable();
    case 'cancelled':
      return m.err_cancelled();
    case 'unknown_command':
      return m.err_unknown_command();
    case 'account_inactive':
      return m.err_account_inactive();
    case 'workspace_exists':
      return m.err_workspace_exists();
    case 'device_key_locked':
      return m.err_device_key_locked();
    case 'last_owner':
      return m.err_last_owner();
    case 'file_unreadable':
      return m.err_file_unreadable();
    case 'file_unwritable':
      return m.err_file_unwritable();
    case 'file_exists':
      return m.err_file_exists();
    case 'large_file':
      return m.err_large_file();
    case 'no_times':
      return m.err_no_times();
    case 'no_recording':
      return m.err_no_recording();
    case 'form_retired':
      return m.err_form_retired();
    case 'form_incomplete':
      return m.err_form_incomplete();
    case 'score_incomplete':
      return m.err_score_incomplete();
    case 'score_state':
      return m.err_score_state();
    case 'own_score':
      return m.err_own_score();
    case 'internal':
      return m.err_internal();
    case 'offline':
      return m.err_offline();
  }
}
