//! Appointments: made, moved, confirmed and cancelled by agents in calls, seen and
//! cancelled by people. Must not know: what was said, the store's tables.

mod agents;
mod calendar;
mod cancel;
mod list;
mod record;

pub use agents::{NewBooking, Way, book, cancel, confirm, move_to, taken};
pub use calendar::{
    BusinessCalendar, CalendarView, GetCalendar, OpenHours, SetCalendar, business_calendar,
    calendar_get, calendar_set,
};
pub use cancel::{CancelBooking, booking_cancel};
pub use list::{BookingListView, BookingView, ListBookings, booking_list};
pub use record::{Booking, Cancelled, Slot};
