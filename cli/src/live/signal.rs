//! Signals that ask the process to end.

/// One of them, by what shells know it as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signal {
    number: u8,
}

impl Signal {
    /// As shells have it: 128 and the number of the signal.
    pub(crate) const fn exit_code(self) -> u8 {
        128 + self.number
    }
}

/// The first that comes.
#[cfg(unix)]
pub(super) async fn any() -> Signal {
    use tokio::signal::unix::SignalKind;

    tokio::select! {
        signal = one(SignalKind::interrupt(), 2) => signal,
        signal = one(SignalKind::terminate(), 15) => signal,
        signal = one(SignalKind::hangup(), 1) => signal,
    }
}

#[cfg(unix)]
async fn one(kind: tokio::signal::unix::SignalKind, number: u8) -> Signal {
    match tokio::signal::unix::signal(kind) {
        Ok(mut signals) => signals.recv().await,
        Err(_) => std::future::pending().await,
    };
    Signal { number }
}

/// Ctrl-C.
#[cfg(not(unix))]
pub(super) async fn any() -> Signal {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
    Signal { number: 2 }
}
