//! What every [`Store`] must show. An implementation says how it is made
//! ([`StoreBench`]) and runs all of it with [`store_contract!`](crate::store_contract).
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod audit;
mod calls;
mod captured;
mod changes;
mod comments;
mod desk;
mod filters;
mod hours;
mod live;
mod marks;
mod overlay;
mod people;
mod reports;
mod scorecards;
mod search;
mod trackers;
mod views;

use std::sync::Arc;

use async_trait::async_trait;
use parley_domain::ids::{CallId, TenantId};

pub use audit::{
    acts_of_concurrent_commits_stay_in_one_chain, entries_are_chained_without_gaps_and_read_back,
    the_kept_tree_is_the_tree_over_the_entries, what_is_said_of_an_unknown_person_is_refused,
};
pub use calls::{
    a_call_comes_back_whole, a_closed_store_answers_nothing_and_forgets_nothing,
    a_known_source_is_a_conflict_and_keeps_nothing, tags_and_the_callers_channel_change,
    the_same_command_is_done_once,
    thousands_of_turns_of_one_millisecond_find_room_and_keep_their_order,
    what_was_derived_is_found_by_its_original,
};
pub use captured::corrections_of_captured_variables_come_back_whole;
pub use changes::{filters_follow_changes_of_many_at_once, filters_follow_every_change};
pub use comments::{
    comments_come_back_and_mentions_are_seen_by_each, what_a_comment_said_before_stays_known,
};
pub use desk::{
    a_call_has_one_message_and_it_is_handed_over_once,
    appointments_come_back_move_and_are_cancelled, knowledge_comes_back_and_is_found_by_its_words,
    of_fifty_at_once_one_gets_the_place, who_wants_no_calls_stands_once_until_it_is_lifted,
};
pub use filters::filters_combine_freely_in_order_of_time;
pub use hours::{a_cell_of_a_report_and_its_list_hold_the_same, hours_of_the_local_week_are_found};
pub use live::{a_call_of_two_legs_comes_back_with_both, running_calls_come_back_until_they_end};
pub use marks::{
    a_search_chooses_each_call_once, acts_on_many_calls_and_rules_come_back,
    calls_are_found_by_their_marks, flags_and_reviews_come_back_and_are_told_in_the_row,
};
pub use overlay::{
    corrections_come_back_and_the_search_reads_what_stands,
    speakers_come_back_and_the_search_hears_who_speaks, talk_times_and_trackers_go_by_what_stands,
};
pub use people::{a_person_of_another_tenant_is_a_conflict, people_settings_and_imports_come_back};
pub use reports::{facts_tell_people_and_agents_apart, open_flags_are_those_of_calls_not_reviewed};
pub use scorecards::{
    a_score_comes_back_whole_and_once, calibrations_keep_their_scores_apart,
    forms_and_their_versions_come_back, scores_are_listed_newest_first_without_others_drafts,
};
pub use search::{
    a_filtered_search_finds_the_filtered_calls_only,
    control_characters_in_the_text_cannot_forge_a_hit, hindi_words_are_whole_words,
    newest_first_over_calls_page_by_page, phrases_prefixes_sides_and_case,
    the_best_hit_comes_first,
};

pub use trackers::trackers_and_what_they_found_come_back;
pub use views::saved_views_and_their_places_come_back;

use super::rng;
use super::samples;
use crate::calls::NewCall;
use crate::ports::{Batch, Store};

/// A new store for each test.
#[async_trait]
pub trait StoreBench: Sized {
    async fn new() -> Self;
    fn store(&self) -> Arc<dyn Store>;
    /// Whose records they are.
    fn tenant_id(&self) -> TenantId;
    /// Closes it, if it is not closed, and opens it again.
    async fn reopen(&mut self);
    async fn close(self);
}

/// Makes a test of each part of the contract, for the given [`StoreBench`].
#[macro_export]
macro_rules! store_contract {
    ($bench:ty) => {
        $crate::store_contract! { $bench:
            a_call_comes_back_whole,
            a_known_source_is_a_conflict_and_keeps_nothing,
            the_same_command_is_done_once,
            thousands_of_turns_of_one_millisecond_find_room_and_keep_their_order,
            tags_and_the_callers_channel_change,
            what_was_derived_is_found_by_its_original,
            a_closed_store_answers_nothing_and_forgets_nothing,
            filters_combine_freely_in_order_of_time,
            filters_follow_every_change,
            filters_follow_changes_of_many_at_once,
            people_settings_and_imports_come_back,
            a_person_of_another_tenant_is_a_conflict,
            hindi_words_are_whole_words,
            newest_first_over_calls_page_by_page,
            phrases_prefixes_sides_and_case,
            control_characters_in_the_text_cannot_forge_a_hit,
            the_best_hit_comes_first,
            a_filtered_search_finds_the_filtered_calls_only,
            facts_tell_people_and_agents_apart,
            open_flags_are_those_of_calls_not_reviewed,
            hours_of_the_local_week_are_found,
            a_cell_of_a_report_and_its_list_hold_the_same,
            entries_are_chained_without_gaps_and_read_back,
            acts_of_concurrent_commits_stay_in_one_chain,
            what_is_said_of_an_unknown_person_is_refused,
            the_kept_tree_is_the_tree_over_the_entries,
            forms_and_their_versions_come_back,
            a_score_comes_back_whole_and_once,
            scores_are_listed_newest_first_without_others_drafts,
            calibrations_keep_their_scores_apart,
            flags_and_reviews_come_back_and_are_told_in_the_row,
            calls_are_found_by_their_marks,
            a_search_chooses_each_call_once,
            acts_on_many_calls_and_rules_come_back,
            saved_views_and_their_places_come_back,
            trackers_and_what_they_found_come_back,
            corrections_come_back_and_the_search_reads_what_stands,
            speakers_come_back_and_the_search_hears_who_speaks,
            talk_times_and_trackers_go_by_what_stands,
            corrections_of_captured_variables_come_back_whole,
            comments_come_back_and_mentions_are_seen_by_each,
            what_a_comment_said_before_stays_known,
            who_wants_no_calls_stands_once_until_it_is_lifted,
            appointments_come_back_move_and_are_cancelled,
            of_fifty_at_once_one_gets_the_place,
            a_call_has_one_message_and_it_is_handed_over_once,
            knowledge_comes_back_and_is_found_by_its_words,
            running_calls_come_back_until_they_end,
            a_call_of_two_legs_comes_back_with_both,
        }
    };
    ($bench:ty: $($name:ident),+ $(,)?) => {$(
        #[tokio::test]
        async fn $name() {
            let mut bench = <$bench as $crate::contract::store::StoreBench>::new().await;
            $crate::contract::store::$name(&mut bench).await;
            $crate::contract::store::StoreBench::close(bench).await;
        }
    )+};
}

fn call(minute: i64, said: &[&str]) -> NewCall {
    samples::call(rng(), minute, said)
}

fn adding(call: NewCall) -> Batch {
    samples::adding(rng(), call)
}

async fn add(store: &dyn Store, call: NewCall) -> CallId {
    let id = call.record.row.id;
    store.commit(adding(call)).await.unwrap();
    id
}
