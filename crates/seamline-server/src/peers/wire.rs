//! Frames on a byte stream, each behind its length in four octets, big-endian.

use std::time::Duration;

use seamline_feed::{Bye, frame::MAX_FRAME_BYTES};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    sync::mpsc,
    time::timeout,
};

/// Silence after which a peer counts as gone; it says LIVE four times as often.
pub(crate) const SILENCE: Duration = Duration::from_secs(40);
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

/// Writes frames, which bring their length, until the channel closes; then ends the stream.
pub(crate) async fn write_frames<W: AsyncWrite + Unpin>(mut stream: W, mut from: mpsc::Receiver<Vec<u8>>) {
    while let Some(frame) = from.recv().await {
        let written = timeout(SILENCE, async {
            stream.write_all(&frame).await?;
            if from.is_empty() { stream.flush().await } else { Ok(()) }
        });
        if !matches!(written.await, Ok(Ok(()))) {
            return;
        }
    }
    let _ = timeout(SILENCE, stream.shutdown()).await;
}
