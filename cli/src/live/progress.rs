//! A bar on a terminal; nothing elsewhere.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// How far the Regions have answered. It goes away when it is dropped.
pub(super) struct Progress(ProgressBar);

const TEMPLATE: &str = "{bar:30} {pos}/{len} Regions, {elapsed}  {msg}";

impl Progress {
    /// A bar for so many Regions, on stderr if that is a terminal.
    pub(super) fn new(regions: usize) -> Self {
        let bar = ProgressBar::new(u64::try_from(regions).unwrap_or(u64::MAX));
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress(bar)
    }

    pub(super) fn answered(&self, region: &str) {
        self.0.set_message(region.to_owned());
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
