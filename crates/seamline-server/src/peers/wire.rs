//! Frames on a byte stream, each behind its length in four octets, big-endian.

use std::time::Duration;

use seamline_feed::{Bye, Frame, frame::MAX_FRAME_BYTES};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    sync::mpsc,
    time::timeout,
};

/// Silence after which a peer counts as gone.
pub(crate) const SILENCE: Duration = Duration::from_secs(40);
/// After so long with nothing else to say, LIVE is said.
pub(crate) const LIVE_AFTER: Duration = Duration::from_secs(10);
/// A healthy peer is never silent for as long as ends a connection.
const _: () = assert!(SILENCE.as_secs() >= 3 * LIVE_AFTER.as_secs());
/// Frames that wait in either direction; with [`MAX_FRAME_BYTES`] this bounds the memory of a connection.
pub(crate) const WAITING_FRAMES: usize = 8;

/// Reads frames into the channel until the stream ends, fails or falls silent; then the channel closes. After a frame over
/// its bound, and once nobody takes frames any more, what still comes is discarded: octets left unread would make the
/// socket take back the goodbye that was just written.
pub(crate) async fn read_frames<R: AsyncRead + Unpin>(mut stream: R, into: mpsc::Sender<Result<Vec<u8>, Bye>>) {
    loop {
        let Ok(Ok(length)) = timeout(SILENCE, stream.read_u32()).await else { return };
        let length = length as usize;
        if length > MAX_FRAME_BYTES {
            let _ = into.send(Err(Bye::TooLarge)).await;
            break;
        }
        let mut frame = Vec::new();
        // Grows as octets arrive: a length alone reserves nothing.
        let read = timeout(SILENCE, (&mut stream).take(length as u64).read_to_end(&mut frame)).await;
        if !matches!(read, Ok(Ok(n)) if n == length) {
            return;
        }
        if into.send(Ok(frame)).await.is_err() {
            break;
        }
    }
    drop(into);
    let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
}

/// Writes frames, which bring their length, until the channel closes; then ends the stream. After the first it says LIVE
/// where nothing else comes: also while whoever sends the frames waits for a turn at the node.
pub(crate) async fn write_frames<W: AsyncWrite + Unpin>(
    mut stream: W,
    mut from: mpsc::Receiver<Vec<u8>>,
    live_after: Duration,
) {
    let mut next = from.recv().await;
    while let Some(frame) = next {
        let written = timeout(SILENCE, async {
            stream.write_all(&frame).await?;
            if from.is_empty() { stream.flush().await } else { Ok(()) }
        });
        if !matches!(written.await, Ok(Ok(()))) {
            return;
        }
        next = timeout(live_after, from.recv()).await.unwrap_or_else(|_| Some(Frame::Live.with_length()));
    }
    let _ = timeout(SILENCE, stream.shutdown()).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn live_is_said_while_the_sender_has_nothing_to_say_and_never_first() {
        let (ours, mut theirs) = tokio::io::duplex(1024);
        let (sender, from) = mpsc::channel(1);
        let writing = tokio::spawn(write_frames(ours, from, Duration::from_millis(5)));
        tokio::time::sleep(Duration::from_millis(50)).await;
        let first = Frame::Bye(Bye::Closing).with_length();
        sender.send(first.clone()).await.unwrap();
        let expected = [first, Frame::Live.with_length(), Frame::Live.with_length()].concat();
        let mut said = vec![0; expected.len()];
        timeout(SILENCE / 8, theirs.read_exact(&mut said)).await.expect("silence").unwrap();
        assert_eq!(said, expected);
        drop(sender);
        writing.await.unwrap();
    }
}
