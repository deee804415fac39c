//! Days in answers, which come as text or as seconds.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::fmt;

/// A day, in UTC where the time of day is given in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Day(pub(crate) Date);

impl Day {
    /// What is read as a day.
    pub(super) const WANTED: &str = "a time such as `2026-11-22T00:00:00+00:00`, or seconds since 1970,";

    /// This day.
    pub(crate) fn today() -> Self {
        Day(Timestamp::now().to_zoned(TimeZone::UTC).date())
    }

    /// The day of a point in time, in seconds since 1970.
    pub(crate) fn from_seconds(seconds: i64) -> Option<Self> {
        let time = Timestamp::from_second(seconds).ok()?;
        // What is before the year 0 has no four digits.
        Some(Day(time.to_zoned(TimeZone::UTC).date())).filter(|Day(date)| date.year() >= 0)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DayVisitor)
    }
}

struct DayVisitor;

impl Visitor<'_> for DayVisitor {
    type Value = Day;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Day::WANTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Day, E> {
        let day = text.get(..10).and_then(|day| day.parse().ok());
        day.map(Day).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }

    fn visit_i64<E: Error>(self, seconds: i64) -> Result<Day, E> {
        Day::from_seconds(seconds).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Signed(seconds), &self))
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<Day, E> {
        let wrong = || E::invalid_value(serde::de::Unexpected::Unsigned(seconds), &self);
        i64::try_from(seconds).ok().and_then(Day::from_seconds).ok_or_else(wrong)
    }

    #[allow(clippy::cast_possible_truncation, reason = "a day needs no fraction, and what is too large is refused")]
    fn visit_f64<E: Error>(self, seconds: f64) -> Result<Day, E> {
        self.visit_i64(seconds as i64)
    }
}
