extension Database {
    /// What is notified on `channel`, over a connection of its own that is opened again whenever it is lost.
    ///
    /// The first element is `.missed` (listening has begun; whatever came before was missed), and so is the first one
    /// after each gap. The stream ends only when its consumer stops.
    package func notifications(on channel: String) -> AsyncThrowingStream<Notification, any Error> {
        AsyncThrowingStream { continuation in
            let listener = Listener(channel: channel, configuration: configuration, logger: logger) {
                continuation.yield($0)
            }
            continuation.onTermination = { _ in listener.stop() }
            listener.start()
        }
    }
}
